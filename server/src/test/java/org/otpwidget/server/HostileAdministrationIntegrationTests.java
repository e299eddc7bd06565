package org.otpwidget.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whatever is sent to {@code /v1}, it does it or says in RFC 9457's form what is wrong; nothing
 * breaks.
 */
class HostileAdministrationIntegrationTests extends RunningServer {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int LONGEST_IN_URL = 500;

    private final List<String> bad = new ArrayList<>();
    private String widget = "";
    private String token = "";
    private String authkey = "";
    private String webhook = "";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @BeforeEach
    void makeOneOfEach() {
        widget = made("/v1/widgets", object(widgetFields())).path("id").asString();
        token = made("/v1/tokens", object(tokenFields())).path("id").asString();
        authkey = made("/v1/authkeys", object(authkeyFields())).path("id").asString();
        webhook = made("/v1/webhooks", object(webhookFields())).path("id").asString();
        assertThat(List.of(widget, token, authkey, webhook)).doesNotContain("");
    }

    @Test
    void wholeBodiesEverywhere() {
        for (Route route : Route.ofV1(mapping)) {
            if (!List.of(HttpMethod.GET, HttpMethod.DELETE).contains(route.method())) {
                String path = filled(route.path());
                HostileInputs.bodies().forEach(body -> check(route.method(), path, body));
            }
        }
        assertThat(bad).isEmpty();
    }

    @Test
    void fieldsOfWidgets() {
        each(HttpMethod.POST, "/v1/widgets", widgetFields());
        each(HttpMethod.PATCH, "/v1/widgets/" + widget, widgetFields());
        Map<String, List<String>> parts =
                Map.of(
                        "countryChannels", List.of("IN", "x"),
                        "templates", List.of("sms", "email", "x"),
                        "demoCredentials", List.of("name", "mobile", "email", "otp", "x"));
        parts.forEach((part, fields) -> inside("/v1/widgets", widgetFields(), part, fields));
        assertThat(bad).isEmpty();
    }

    @Test
    void fieldsOfTokensAndAddresses() {
        each(HttpMethod.POST, "/v1/tokens", tokenFields());
        each(HttpMethod.PATCH, "/v1/tokens/" + token, tokenFields());
        List<String> throttle = List.of("hits", "period", "block", "x");
        inside("/v1/tokens", tokenFields(), "throttle", throttle);
        Map<String, String> state = new LinkedHashMap<>();
        state.put("state", "\"temporarily_blocked\"");
        state.put("blockedUntil", "\"2099-01-01T00:00:00Z\"");
        each(HttpMethod.PUT, "/v1/tokens/" + token + "/ips/203.0.113.7", state);
        assertThat(bad).isEmpty();
    }

    @Test
    void fieldsOfAuthkeysAndSigningKeys() {
        each(HttpMethod.POST, "/v1/authkeys", authkeyFields());
        each(HttpMethod.PATCH, "/v1/authkeys/" + authkey, authkeyFields());
        each(HttpMethod.POST, "/v1/authkeys/" + authkey + "/rotate", Map.of("overlap", "60"));
        each(HttpMethod.POST, "/v1/signing-keys/rotate", Map.of("immediately", "false"));
        assertThat(bad).isEmpty();
    }

    @Test
    void fieldsOfWebhooks() {
        each(HttpMethod.POST, "/v1/webhooks", webhookFields());
        each(HttpMethod.PATCH, "/v1/webhooks/" + webhook, webhookFields());
        assertThat(bad).isEmpty();
    }

    @Test
    void pathsQueriesAndCredentials() {
        HostileValues.texts()
                .forEach(
                        (name, text) -> {
                            String value = URLEncoder.encode(cut(text), StandardCharsets.UTF_8);
                            for (Route route : Route.ofV1(mapping)) {
                                String path = route.path().replaceAll("\\{[^}]+}", "{}");
                                check(name, route.method(), path.replace("{}", value), adminKey);
                            }
                            for (String list :
                                    List.of(
                                            "widgets",
                                            "tokens",
                                            "authkeys",
                                            "webhooks",
                                            "verifications")) {
                                String query = "?limit=" + value + "&after=" + value;
                                check(name, HttpMethod.GET, "/v1/" + list + query, adminKey);
                            }
                            String ips = "/v1/tokens/" + token + "/ips";
                            check(name, HttpMethod.GET, ips + "?after=" + value, adminKey);
                            check(name, HttpMethod.GET, ips + "/" + value, adminKey);
                            check(name, HttpMethod.PUT, ips + "/" + value, adminKey);
                            String header = cut(text).replaceAll("[^ -~]", "?");
                            check(name, HttpMethod.GET, "/v1/widgets", header);
                        });
        assertThat(bad).isEmpty();
    }

    @Test
    void nothingWithoutAuthkey() {
        for (Route route : Route.ofV1(mapping)) {
            HttpRequest.Builder request =
                    to(filled(route.path()))
                            .method(route.method().name(), BodyPublishers.ofString("{"));
            HttpResponse<String> answer = send(request);
            note(route.toString(), answer);
            if (!route.path().equals("/v1/openapi.yaml") && answer.statusCode() != 401) {
                bad.add(route + " answers " + answer.statusCode() + " to anybody");
            }
        }
        assertThat(bad).isEmpty();
    }

    private void each(HttpMethod method, String path, Map<String, String> fields) {
        HostileInputs.eachFieldOf(fields).forEach(body -> check(method, path, body));
    }

    /** Each field of an object within the body. */
    private void inside(
            String path, Map<String, String> fields, String part, List<String> partsFields) {
        Map<String, String> body = new LinkedHashMap<>(fields);
        for (String field : partsFields) {
            HostileValues.literals()
                    .forEach(
                            (name, literal) -> {
                                body.put(part, "{\"" + field + "\":" + literal + "}");
                                String what = part + "." + field + " = " + name;
                                check(HttpMethod.POST, path, HostileBody.json(what, object(body)));
                            });
        }
    }

    private void check(HttpMethod method, String path, HostileBody body) {
        HttpRequest.Builder request =
                to(path).header("authkey", adminKey)
                        .header("Content-Type", body.contentType())
                        .method(method.name(), BodyPublishers.ofByteArray(body.bytes()));
        note(method + " " + path + " with " + body, send(request));
    }

    private void check(String what, HttpMethod method, String path, String key) {
        HttpRequest.Builder request =
                to(path).header("authkey", key)
                        .header("Content-Type", "application/json")
                        .method(method.name(), BodyPublishers.ofString("{}"));
        note(what + ": " + method + " " + cut(path), send(request));
    }

    private void note(String what, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("none");
        boolean done = answer.statusCode() / 100 == 2;
        if (answer.statusCode() >= 500 || (!done && !isProblem(answer, type))) {
            bad.add(what + ": " + answer.statusCode() + " " + type + " " + answer.body());
        }
    }

    private static boolean isProblem(HttpResponse<String> answer, String type) {
        try {
            JsonNode body = JsonMapper.shared().readTree(answer.body());
            return type.startsWith("application/problem+json")
                    && body.path("status").asInt() == answer.statusCode()
                    && body.path("type").asString().startsWith("urn:otp-widget:problem:")
                    && !body.path("detail").asString().isBlank()
                    && !answer.body().contains("Exception")
                    && !answer.body().contains("springframework");
        } catch (JacksonException _) {
            return false;
        }
    }

    private JsonNode made(String path, String body) {
        return json(call(HttpMethod.POST, path, body).expectStatus().isCreated());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(20));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(request.build().toString(), e);
        }
    }

    private String filled(String path) {
        String id =
                Stream.of(
                                "widgets:" + widget,
                                "tokens:" + token,
                                "authkeys:" + authkey,
                                "webhooks:" + webhook)
                        .filter(one -> path.startsWith("/v1/" + one.split(":", 2)[0]))
                        .map(one -> one.split(":", 2)[1])
                        .findFirst()
                        .orElse("none");
        return path.replace("{id}", id)
                .replace("{ip}", "203.0.113.7")
                .replace("{deliveryId}", "66f1a2b3c4d5e6f708192a3b")
                .replace("{reqId}", "0123456789abcdef01234567");
    }

    private static Map<String, String> webhookFields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "\"Shop\"");
        fields.put("url", "\"http://127.0.0.1:9/events\"");
        fields.put("events", "[\"verification.verified\"]");
        fields.put("enabled", "true");
        return fields;
    }

    private static Map<String, String> widgetFields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "\"Shop\"");
        fields.put("contactPoint", "\"both\"");
        for (String field :
                List.of("enabled", "newCodeOnResend", "invisible", "captcha", "iframe")) {
            fields.put(field, "false");
        }
        fields.put("verificationType", "\"otp\"");
        fields.put("widgetType", "\"default\"");
        fields.put("redirectUrl", "null");
        fields.put("primaryChannel", "\"sms\"");
        fields.put("resendChannels", "[\"sms\"]");
        fields.put("otpLength", "6");
        fields.put("resendCount", "3");
        fields.put("resendTime", "30");
        fields.put("expiryTime", "10");
        fields.put("attemptLimit", "3");
        fields.put("platforms", "\"web\"");
        fields.put("defaultCountry", "\"IN\"");
        fields.put("countryChannels", "{}");
        fields.put("templates", "{}");
        fields.put("demoCredentials", "null");
        return fields;
    }

    private static Map<String, String> tokenFields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "\"Pages\"");
        fields.put("enabled", "true");
        fields.put("origins", "[\"https://shop.example\"]");
        fields.put("throttle", "null");
        return fields;
    }

    private static Map<String, String> authkeyFields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "\"Server\"");
        fields.put("scopes", "[\"verify\"]");
        fields.put("ipWhitelist", "[\"203.0.113.0/24\"]");
        fields.put("enabled", "true");
        fields.put("expiresAt", "\"2099-01-01T00:00:00Z\"");
        return fields;
    }

    private static String object(Map<String, String> fields) {
        var json = new ArrayList<String>();
        fields.forEach((name, value) -> json.add('"' + name + "\":" + value));
        return "{" + String.join(",", json) + "}";
    }

    private static String cut(String text) {
        return text.length() > LONGEST_IN_URL ? text.substring(0, LONGEST_IN_URL) : text;
    }
}
