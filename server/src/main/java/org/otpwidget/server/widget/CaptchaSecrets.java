package org.otpwidget.server.widget;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.secret.Purpose;
import org.otpwidget.server.secret.SealBrokenException;
import org.otpwidget.server.secret.Sealed;
import org.otpwidget.server.secret.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;

/** Keeps the secrets of captcha providers sealed in a column of their own, bound to the widget. */
final class CaptchaSecrets {

    private static final Logger log = LoggerFactory.getLogger(CaptchaSecrets.class);

    private final Secrets secrets;

    CaptchaSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What the column gets. */
    Parameter sealed(String widgetId, @Nullable CaptchaProvider provider) {
        byte[] sealed =
                provider == null || provider.secret() == null
                        ? null
                        : secrets.seal(
                                        Purpose.CAPTCHA,
                                        provider.secret().revealBytes(),
                                        bytes(widgetId))
                                .bytes();
        return Parameters.in(R2dbcType.VARBINARY, sealed);
    }

    /** Puts the secret where the settings are read from; without it every token is refused. */
    void putInto(ObjectNode settings, String widgetId, byte @Nullable [] sealed) {
        if (sealed == null || !(settings.get("captchaProvider") instanceof ObjectNode provider)) {
            return;
        }
        try {
            byte[] secret = secrets.open(Purpose.CAPTCHA, Sealed.of(sealed), bytes(widgetId));
            provider.put("secret", new String(secret, StandardCharsets.UTF_8));
        } catch (SealBrokenException _) {
            log.error("The captcha secret of widget {} cannot be opened: enter it again", widgetId);
        }
    }

    private static byte[] bytes(String widgetId) {
        return widgetId.getBytes(StandardCharsets.UTF_8);
    }
}
