package org.otpwidget.server.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.captcha.Verdict.Busy;
import org.otpwidget.server.captcha.Verdict.Failed;
import org.otpwidget.server.captcha.Verdict.Unknown;
import org.otpwidget.server.secret.Secrets;
import org.otpwidget.server.verification.VerificationServer;
import org.otpwidget.server.widget.CaptchaProvider.Kind;
import org.otpwidget.server.widget.Widget;
import org.springframework.beans.factory.annotation.Autowired;

import reactor.core.Disposable;
import reactor.core.Disposables;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** How many calls to vendors are under way at once, and what becomes of the others. */
class VendorPlacesIntegrationTests extends VerificationServer {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final AtomicInteger TOKENS = new AtomicInteger();

    @Autowired private Secrets secrets;

    private final Disposable.Composite underWay = Disposables.composite();
    private final Vendors vendors = new Vendors(PATIENCE);

    @AfterEach
    void end() throws IOException {
        underWay.dispose();
        vendors.destroy();
    }

    @Test
    void oneAddressTakesOnlySoMany() throws UnknownHostException {
        Widget widget = hcaptcha();
        SiteVerify kind = kind();
        fill(kind, widget, 1);
        assertThat(look(kind, widget, 1, "forged")).isInstanceOf(Busy.class);
        assertThat(look(kind, widget, 2, "forged")).isInstanceOf(Failed.class);
        assertThat(look(kind, hcaptcha(), 1, "forged")).isInstanceOf(Failed.class);
    }

    @Test
    void oneWidgetTakesOnlySoMany() throws UnknownHostException {
        Widget widget = hcaptcha();
        SiteVerify kind = kind();
        for (int client = 1; client <= Places.PER_WIDGET / Places.PER_ADDRESS; client++) {
            fill(kind, widget, client);
        }
        assertThat(look(kind, widget, 99, "forged")).isInstanceOf(Busy.class);
        assertThat(look(kind, hcaptcha(), 99, "forged")).isInstanceOf(Failed.class);
    }

    @Test
    void aVendorThatNeverAnswersIsDownAndNotBusy() throws UnknownHostException {
        Widget widget = hcaptcha();
        SiteVerify kind = kind();
        for (int call = 0; call < 8; call++) {
            assertThat(look(kind, widget, 2, "broken")).isInstanceOf(Unknown.class);
        }
        fill(kind, widget, 1);
        assertThat(look(kind, widget, 1, "forged")).isInstanceOf(Unknown.class);
        assertThat(look(kind, widget, 2, "forged")).isInstanceOf(Failed.class);
        assertThat(look(kind, widget, 1, "forged")).isInstanceOf(Busy.class);
    }

    private SiteVerify kind() {
        return new SiteVerify(
                Kind.HCAPTCHA, URI.create(CAPTCHA_VENDORS.url() + "/hcaptcha"), vendors, secrets);
    }

    private Widget hcaptcha() {
        String provider =
                "{\"kind\":\"hcaptcha\",\"siteKey\":\"public-key\",\"secret\":\"%s\"}"
                        .formatted(VendorStandIn.SECRET);
        var site = siteWith("captcha", "true", "captchaProvider", provider);
        return got(widgets.find(site.widget()));
    }

    /** Lets a client have all the calls under way that it may. */
    private void fill(SiteVerify kind, Widget widget, int client) throws UnknownHostException {
        for (int call = 0; call < Places.PER_ADDRESS; call++) {
            String token = "slow " + TOKENS.incrementAndGet();
            var _ = underWay.add(kind.look(presented(widget, client), token).subscribe());
            await().until(() -> !CAPTCHA_VENDORS.seen(token).isEmpty());
        }
    }

    private static Verdict look(SiteVerify kind, Widget widget, int client, String token)
            throws UnknownHostException {
        String fresh = token + " " + TOKENS.incrementAndGet();
        return got(kind.look(presented(widget, client), fresh));
    }

    private static Presented presented(Widget widget, int client) throws UnknownHostException {
        var address = InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, (byte) client});
        return new Presented(widget, null, null, Set.of(), address);
    }
}
