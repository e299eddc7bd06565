package org.otpwidget.server.delivery.smtp;

import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Amazon SES over SMTP: an {@link SmtpKind} that knows the hosts of Amazon's regions
 * (https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html).
 */
@Component
final class SesKind implements ProviderKind {

    private static final List<ProviderField> FIELDS =
            List.of(
                    ProviderField.text("region", "Region")
                            .needed()
                            .saying("Such as eu-west-1")
                            .addressing(),
                    ProviderField.text("user", "SMTP user name")
                            .needed()
                            .saying("Of SES's SMTP credentials, not an access key"),
                    ProviderField.secret("password", "SMTP password").needed(),
                    ProviderField.text("from", "Sender's address").needed(),
                    ProviderField.choice("port", "Port", "587", "2587", "465", "2465").addressing(),
                    ProviderField.number("connections", "Connections at most", 8),
                    ProviderField.text("host", "Host")
                            .saying("Empty: that of the region")
                            .addressing());

    private final SmtpKind smtp = new SmtpKind();
    private final Map<String, String> instead;

    SesKind() {
        this(Map.of());
    }

    /**
     * @param instead settings of SMTP that win over those which follow from SES's own
     */
    SesKind(Map<String, String> instead) {
        this.instead = instead;
    }

    @Override
    public About about() {
        return new About("ses-smtp", "Amazon SES (SMTP)", Set.of(Channel.EMAIL), FIELDS);
    }

    @Override
    public void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        if (!settings.text("region").matches("[a-z]{2}(-[a-z]{1,12}){1,3}-\\d{1,2}")) {
            refuse.accept("region", "A region is written like eu-west-1.");
        }
        smtp.check(asSmtp(settings), refuse);
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        return smtp.origin(asSmtp(settings));
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        return smtp.open(asSmtp(settings), tools);
    }

    /** The same, as a server that encrypts: by STARTTLS, or on ports in 465 from the first byte. */
    ProviderSettings asSmtp(ProviderSettings settings) {
        String region = settings.text("region");
        String domain = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        String host = settings.text("host");
        String port = settings.text("port");
        var values = new HashMap<String, String>();
        values.put("host", host.isEmpty() ? "email-smtp." + region + domain : host);
        values.put("port", port);
        values.put("encryption", port.endsWith("465") ? "tls" : "starttls");
        values.put("user", settings.text("user"));
        values.put("from", settings.text("from"));
        values.put("connections", settings.text("connections"));
        values.putAll(instead);
        return new ProviderSettings(
                settings.providerId(),
                settings.channel(),
                settings.receiptUrl(),
                smtp.fields(),
                values,
                settings.hasSecret("password")
                        ? Map.of("password", settings.secret("password"))
                        : Map.of());
    }
}
