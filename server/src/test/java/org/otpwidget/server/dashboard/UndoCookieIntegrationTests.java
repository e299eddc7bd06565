package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.dashboard.Browser.Answer;
import org.otpwidget.server.operator.Role;
import org.otpwidget.server.widget.WidgetForm;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Only this server offers to put something back, to the session that did it, for a minute. */
class UndoCookieIntegrationTests extends DashboardServer {

    private long account;
    private Browser developer = browser();
    private String widget = "";

    @BeforeEach
    void makeAWidget() {
        account = newAccount();
        developer = person(account, Role.DEVELOPER).browser();
        var settings =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("name", "Shop")
                        .put("contactPoint", "both");
        widget =
                "/dashboard/widgets/"
                        + got(widgets.create(account, WidgetForm.read(settings))).id();
    }

    /** A neighbour of this host can set cookies for it, but not sign them. */
    @Test
    void isOfferedByNobodyElsesCookie() {
        String good = offer();
        assertThat(OfferedUndo.isIn(shown(good))).isTrue();
        String id = widget.substring(widget.lastIndexOf('/') + 1);
        for (String forged :
                List.of(
                        "",
                        good.substring(good.indexOf('!') + 1),
                        good.replace("enabled=true", "enabled=false"),
                        good.replace("/widgets/", "/tokens/"),
                        good.replace("widget.disabled", "token.disabled"),
                        good.replaceFirst("![0-9]+!", "!99999999999!"),
                        good.replaceFirst("^.", good.startsWith("A") ? "B" : "A"),
                        "A".repeat(48) + good.substring(48),
                        "A".repeat(48)
                                + "!99999999999!widget.disabled!/dashboard/widgets"
                                + "!/dashboard/operators/"
                                + id
                                + "!role=owner")) {
            assertThat(OfferedUndo.isIn(shown(forged))).as(forged).isFalse();
        }
    }

    /** The same words stand on pages of other things too. */
    @Test
    void isOfferedOnItsOwnPageOnly() {
        String good = offer();
        developer.with("otp-undo", good);
        assertThat(OfferedUndo.isIn(developer.get("/dashboard/tokens?done=widget.disabled")))
                .isFalse();
        assertThat(OfferedUndo.isIn(shown(good))).isTrue();
    }

    @Test
    void isOfferedInNoOtherSession() {
        String good = offer();
        developer = person(account, Role.DEVELOPER).browser();
        assertThat(OfferedUndo.isIn(shown(good))).isFalse();
    }

    @Test
    void isNotOfferedAfterItsMinute() {
        String good = offer();
        clock.move(Duration.ofSeconds(59));
        assertThat(OfferedUndo.isIn(shown(good))).isTrue();
        clock.move(Duration.ofSeconds(2));
        assertThat(OfferedUndo.isIn(shown(good))).isFalse();
    }

    /** As all cookies do; the address that links have is HTTPS here in any case. */
    @Test
    void keepsToHttpsWhereTheBrowserCameByIt() {
        String here = URI.create(developer.base()).getAuthority();
        assertThat(cookieOf(here, "http://" + here, "otp-session").isSecure()).isFalse();
        String shop = "otp.shop.example";
        assertThat(cookieOf(shop, "https://" + shop, "__Host-otp-session").isSecure()).isTrue();
    }

    /** What a browser gets that asks for another host. */
    private ResponseCookie cookieOf(String host, String origin, String session) {
        return got(
                WebClient.create(developer.base())
                        .post()
                        .uri(widget + "/enabled")
                        .header("Host", host)
                        .header("Origin", origin)
                        .cookie(session, developer.cookie("otp-session"))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .bodyValue(
                                "enabled=false&csrf=" + developer.get("/dashboard/search").csrf())
                        .exchangeToMono(
                                answer -> Mono.justOrEmpty(answer.cookies().getFirst("otp-undo"))));
    }

    /** The cookie of a switch. */
    private String offer() {
        developer.post(widget + "/enabled", "enabled", "false");
        return developer.cookie("otp-undo");
    }

    private Answer shown(String cookie) {
        var page =
                developer.with("otp-undo", cookie).get("/dashboard/widgets?done=widget.disabled");
        assertThat(page.body()).contains("Widget disabled");
        return page;
    }
}
