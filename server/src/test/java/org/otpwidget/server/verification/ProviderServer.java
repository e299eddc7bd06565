package org.otpwidget.server.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.otpwidget.server.credential.Authkey.Scope;
import org.otpwidget.server.credential.AuthkeyForm;
import org.otpwidget.server.delivery.provider.VendorStandIn;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The server with an account of its own for each test, and two vendors that it can send with. */
abstract class ProviderServer extends VerificationServer {

    /** A vendor's answer that it took a message, with the name that it gave it. */
    protected static final String TAKEN = "{'id':'%s'}";

    protected final VendorStandIn first = new VendorStandIn();
    protected final VendorStandIn second = new VendorStandIn();
    private final HttpClient http = HttpClient.newHttpClient();
    protected Site site;
    private String admin = "";

    @AfterEach
    void close() {
        first.close();
        second.close();
        http.close();
    }

    /** The code that a vendor got last. */
    protected static String text(VendorStandIn vendor) {
        return vendor.lastRequest().json().path("otp").asString();
    }

    @BeforeEach
    void open() {
        open("'iframe':false");
    }

    protected final void open(String settings) {
        site =
                site(
                        "{'name':'Shop','contactPoint':'mobile','captcha':false,%s}"
                                .formatted(settings)
                                .replace('\'', '"'));
        admin = got(authkeys.create(site.account(), AuthkeyForm.of("Admin", Scope.ADMIN))).key();
    }

    protected String provider(VendorStandIn vendor, String more) {
        return provider(vendor, more, "sms");
    }

    protected String provider(VendorStandIn vendor, String more, String channel) {
        return call(
                        "POST",
                        "/v1/providers",
                        """
                        {'kind':'http','channel':'%s','name':'Stand-in'%s,'settings':{
                         'url':'%s/send','authorization':'Bearer old','receiptSecret':'hook-secret',
                         'body':'{\\"to\\":\\"##TO##\\",\\"otp\\":\\"##OTP##\\",\\"ref\\":\\"##REFERENCE##\\",\\"channel\\":\\"##CHANNEL##\\",\\"from\\":\\"##CALLER##\\"}',
                         'idPointer':'/id','badRecipientPattern':'bad-number'}}
                        """
                                .formatted(channel, more, vendor.url()))
                .path("id")
                .asString();
    }

    protected int receipt(String provider, String message, String status, String secret) {
        String body =
                "{\"id\":\"%s\",\"status\":\"%s\",\"reason\":\"absent\"}"
                        .formatted(message, status);
        return exchange(
                        HttpRequest.newBuilder(URI.create(base() + "/receipts/" + provider))
                                .header("Content-Type", "application/json")
                                .header("X-Signature", sign(body, secret))
                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    protected JsonNode call(String method, String path, String body) {
        HttpResponse<String> answer =
                exchange(
                        HttpRequest.newBuilder(URI.create(base() + path))
                                .header("Content-Type", "application/json")
                                .header("authkey", admin)
                                .method(
                                        method,
                                        HttpRequest.BodyPublishers.ofString(
                                                body.replace('\'', '"'))));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    protected String status(String reqId) {
        return message(reqId, "status");
    }

    protected String message(String reqId, String column) {
        return got(
                database.sql(
                                "SELECT coalesce((SELECT (%s)::text FROM message WHERE request_id = '%s'),"
                                                .formatted(column, reqId)
                                        + " '-')")
                        .map(row -> java.util.Objects.requireNonNull(row.get(0, String.class)))
                        .one());
    }

    private static String sign(String body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
