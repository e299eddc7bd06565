package org.otpwidget.server.delivery.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.widget.Channel;

import java.time.Instant;

class InboxCardTests {

    private static final String SECRET = "x1_nchE1FfbwCOtd98EbxCkED1-l-f3UlB-qZmKGdzR";

    @Test
    void opensTheLinkOfAMailToAnOperator() {
        String link = "https://otp.shop.example/invitation/" + SECRET;
        var card = card("You were invited.\n\n" + link, SECRET);
        assertThat(card.link()).isEqualTo(link);
        assertThat(card.pieces()).last().isEqualTo(new InboxCard.Piece(link, true));
    }

    @Test
    void opensAMagicLink() {
        String link = "https://otp.shop.example/l/abc";
        assertThat(card("Open " + link + " to sign in.", link).link()).isEqualTo(link);
    }

    @Test
    void takesNoLinkForACode() {
        var card = card("123456 is your code. https://shop.example/?otp=123456", "123456");
        assertThat(card.link()).isNull();
        assertThat(card.pieces()).first().isEqualTo(new InboxCard.Piece("123456", true));
    }

    private static InboxCard card(String text, String code) {
        var message =
                new InboxMessage(
                        "1",
                        Channel.EMAIL,
                        "ann@shop.example",
                        "OTP Widget",
                        "en",
                        "Subject",
                        text,
                        null,
                        code,
                        Instant.EPOCH,
                        "");
        return InboxCard.of(message, Instant.EPOCH);
    }
}
