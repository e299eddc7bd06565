package org.otpwidget.server.delivery.sns;

import static org.otpwidget.server.delivery.provider.ProviderField.secret;
import static org.otpwidget.server.delivery.provider.ProviderField.text;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.delivery.Message;
import org.otpwidget.server.delivery.Outcome;
import org.otpwidget.server.delivery.provider.Origin;
import org.otpwidget.server.delivery.provider.ProviderField;
import org.otpwidget.server.delivery.provider.ProviderKind;
import org.otpwidget.server.delivery.provider.ProviderLink;
import org.otpwidget.server.delivery.provider.ProviderSettings;
import org.otpwidget.server.delivery.provider.ProviderTools;
import org.otpwidget.server.delivery.provider.VendorCall;
import org.otpwidget.server.delivery.provider.VendorHttp;
import org.otpwidget.server.template.Content;
import org.otpwidget.server.widget.Channel;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * SMS over Amazon SNS (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html). SNS calls no
 * webhook when a message arrived: what became of one is in CloudWatch only.
 */
@Component
final class SnsSmsKind implements ProviderKind {

    private static final List<ProviderField> FIELDS =
            List.of(
                    text("region", "Region").needed().saying("Such as eu-west-1").addressing(),
                    text("accessKeyId", "Access key id").needed(),
                    secret("secretAccessKey", "Secret access key")
                            .needed()
                            .saying("Of a user that may do sns:Publish"),
                    text("senderId", "Sender id").saying("Where the country allows one"),
                    text("originationNumber", "Origination number")
                            .saying("Such as +14155550100; empty: Amazon chooses"),
                    text("dltEntityId", "DLT entity id (India)"),
                    text("dltTemplateId", "DLT template id (India)"),
                    ProviderField.url("baseUrl", "Base URL").saying("Empty: that of the region"));

    @Override
    public About about() {
        return new About("sns-sms", "Amazon SNS SMS", Set.of(Channel.SMS), FIELDS);
    }

    @Override
    public void check(ProviderSettings settings, BiConsumer<String, String> refuse) {
        if (!settings.text("region").matches("[a-z]{2}(-[a-z]{1,12}){1,3}-\\d{1,2}")) {
            refuse.accept("region", "A region is written like eu-west-1.");
        }
        if (settings.text("dltEntityId").isEmpty() != settings.text("dltTemplateId").isEmpty()) {
            refuse.accept("dltTemplateId", "Give both DLT ids or none.");
        }
    }

    @Override
    public Origin origin(ProviderSettings settings) {
        String id = settings.text("senderId");
        String number = settings.text("originationNumber");
        return Origin.of(id.isEmpty() ? number : id)
                .beside(number)
                .passingOn()
                .registered(settings.text("dltEntityId"), settings.text("dltTemplateId"));
    }

    @Override
    public ProviderLink open(ProviderSettings settings, ProviderTools tools) {
        return new SnsLink(
                settings,
                tools.http(),
                new RequestSigner(
                        settings.text("region"),
                        settings.text("accessKeyId"),
                        settings.secret("secretAccessKey"),
                        tools.clock()));
    }

    private record SnsLink(ProviderSettings settings, VendorHttp http, RequestSigner signer)
            implements ProviderLink {

        @Override
        public Mono<Outcome> send(Message message) {
            return Mono.defer(
                    () ->
                            http.send(
                                    signer.sign(VendorCall.form(address(), form(message))),
                                    new SnsAnswers(settings, message)::read));
        }

        private String address() {
            String region = settings.text("region");
            String domain = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
            String own = settings.url("baseUrl");
            return (own.isEmpty() ? "https://sns." + region + domain : own) + "/";
        }

        private Map<String, String> form(Message message) {
            var form = new LinkedHashMap<String, String>();
            form.put("Action", "Publish");
            form.put("Version", "2010-03-31");
            form.put("PhoneNumber", "+" + message.recipient());
            form.put("Message", message.content().text());
            int number = 0;
            for (var attribute : attributes(message.content()).entrySet()) {
                if (!attribute.getValue().isEmpty()) {
                    String entry = "MessageAttributes.entry." + ++number;
                    form.put(entry + ".Name", attribute.getKey());
                    form.put(entry + ".Value.DataType", "String");
                    form.put(entry + ".Value.StringValue", attribute.getValue());
                }
            }
            return form;
        }

        private Map<String, String> attributes(Content content) {
            var dlt = content.dlt();
            String entity = dlt == null ? null : dlt.entityId();
            String template = dlt == null ? null : dlt.templateId();
            var attributes = new LinkedHashMap<String, String>();
            attributes.put("AWS.SNS.SMS.SMSType", "Transactional");
            attributes.put("AWS.SNS.SMS.SenderID", own(content.sender(), "senderId"));
            attributes.put("AWS.MM.SMS.OriginationNumber", settings.text("originationNumber"));
            attributes.put("AWS.MM.SMS.EntityId", own(entity, "dltEntityId"));
            attributes.put("AWS.MM.SMS.TemplateId", own(template, "dltTemplateId"));
            return attributes;
        }

        private String own(@Nullable String contents, String setting) {
            return Objects.requireNonNullElse(contents, settings.text(setting));
        }
    }
}
