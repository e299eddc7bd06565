package org.otpwidget.server.credential.web;

import java.util.List;
import java.util.stream.Stream;

/** Every call of {@code /v1} that changes something, with secrets where there can be some. */
final class ChangingCalls {

    static final String SECRET = "hush-hush-4417";
    static final String TOKEN = "{\"name\":\"Pages\"}";

    private static final String WIDGET =
            """
            {"name":"Shop","contactPoint":"both",
             "captchaProvider":{"kind":"turnstile","siteKey":"0x1","secret":"%s"},
             "demoCredentials":{"name":"Ann","email":"a@shop.example","otp":"441744"}}
            """
                    .formatted(SECRET);
    private static final String AUTHKEY = "{\"name\":\"Server\",\"scopes\":[\"verify\"]}";
    private static final String TEMPLATE =
            """
            {"name":"Mail","channel":"email","variants":{"en":{"subject":"Code","text":"##OTP##"}}}
            """;
    private static final String PROVIDER =
            """
            {"name":"Mail","kind":"smtp","settings":{"host":"mail.shop.example","user":"ann",
             "from":"a@shop.example","password":"%s"}}
            """
                    .formatted(SECRET);
    private static final String WEBHOOK =
            "{\"name\":\"Shop\",\"url\":\"http://127.0.0.1:9/%s?key=%s\"}"
                    .formatted(SECRET, SECRET);
    private static final String INVISIBLE =
            """
            {"startUrl":"https://api.example/check","finishUrl":"https://api.example/##SESSION##",
             "authorization":"Bearer %s"}
            """
                    .formatted(SECRET);
    private static final String ADDRESS = "{\"state\":\"permanently_blocked\"}";

    private ChangingCalls() {}

    /**
     * One changing call.
     *
     * @param sent the body; empty: none
     * @param first what must be there: path and body, for {@code {id}}
     */
    record Row(String route, String sent, String action, List<String> first) {

        Row(String route, String sent, String action, String... first) {
            this(route, sent, action, List.of(first));
        }

        @Override
        public String toString() {
            return route;
        }
    }

    static Stream<Row> rows() {
        String token = "/v1/tokens";
        return Stream.of(
                new Row("post /v1/widgets", WIDGET, "widget.created"),
                new Row(
                        "post /v1/widgets/import",
                        "{\"widgets\":[" + WIDGET + "]}",
                        "widget.created"),
                new Row("patch /v1/account", "{\"name\":\"Shop\"}", "account.changed"),
                new Row("post /v1/erasures", "{\"identifier\":\"919876512345\"}", "person.erased"),
                new Row(
                        "patch /v1/widgets/{id}",
                        WIDGET.replace("turnstile", "hcaptcha"),
                        "widget.changed",
                        "/v1/widgets",
                        "{\"name\":\"Old\",\"contactPoint\":\"both\"}"),
                new Row("post /v1/tokens", TOKEN, "token.created"),
                new Row(
                        "patch /v1/tokens/{id}",
                        "{\"name\":\"New\"}",
                        "token.changed",
                        token,
                        TOKEN),
                new Row("post /v1/tokens/{id}/rotate", "{}", "token.rotated", token, TOKEN),
                new Row("delete /v1/tokens/{id}", "", "token.deleted", token, TOKEN),
                new Row("put /v1/tokens/{id}/ips/{ip}", ADDRESS, "address.changed", token, TOKEN),
                new Row(
                        "delete /v1/tokens/{id}/ips/{ip}",
                        "",
                        "address.deleted",
                        token,
                        TOKEN,
                        "/ips/203.0.113.7",
                        ADDRESS),
                new Row("post /v1/authkeys", AUTHKEY, "authkey.created"),
                new Row(
                        "patch /v1/authkeys/{id}",
                        "{\"name\":\"New\"}",
                        "authkey.changed",
                        "/v1/authkeys",
                        AUTHKEY),
                new Row(
                        "post /v1/authkeys/{id}/rotate",
                        "{}",
                        "authkey.rotated",
                        "/v1/authkeys",
                        AUTHKEY),
                new Row("delete /v1/authkeys/{id}", "", "authkey.deleted", "/v1/authkeys", AUTHKEY),
                new Row("post /v1/templates", TEMPLATE, "template.created"),
                new Row(
                        "patch /v1/templates/{id}",
                        "{\"name\":\"New\"}",
                        "template.changed",
                        "/v1/templates",
                        TEMPLATE),
                new Row(
                        "delete /v1/templates/{id}",
                        "",
                        "template.deleted",
                        "/v1/templates",
                        TEMPLATE),
                new Row("post /v1/providers", PROVIDER, "provider.created"),
                new Row(
                        "patch /v1/providers/{id}",
                        "{\"settings\":{\"password\":\"%s!\"}}".formatted(SECRET),
                        "provider.changed",
                        "/v1/providers",
                        PROVIDER),
                new Row(
                        "delete /v1/providers/{id}",
                        "",
                        "provider.deleted",
                        "/v1/providers",
                        PROVIDER),
                new Row("put /v1/invisible-provider", INVISIBLE, "invisible-provider.changed"),
                new Row(
                        "delete /v1/invisible-provider",
                        "",
                        "invisible-provider.deleted",
                        "/v1/invisible-provider",
                        INVISIBLE),
                new Row("post /v1/webhooks", WEBHOOK, "webhook.created"),
                new Row(
                        "patch /v1/webhooks/{id}",
                        WEBHOOK.replace("?", "/more?"),
                        "webhook.changed",
                        "/v1/webhooks",
                        WEBHOOK),
                new Row("delete /v1/webhooks/{id}", "", "webhook.deleted", "/v1/webhooks", WEBHOOK),
                new Row(
                        "post /v1/webhooks/{id}/rotate",
                        "",
                        "webhook.rotated",
                        "/v1/webhooks",
                        WEBHOOK),
                new Row(
                        "post /v1/webhooks/{id}/deliveries/{deliveryId}/replay",
                        "",
                        "webhook.replayed",
                        "/v1/webhooks",
                        WEBHOOK),
                new Row("post /v1/signing-keys/rotate", "{}", "signing-key.rotated"));
    }
}
