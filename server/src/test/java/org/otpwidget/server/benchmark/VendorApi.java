package org.otpwidget.server.benchmark;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** The few calls of a benchmarked server that are no load. */
final class VendorApi implements AutoCloseable {

    private static final String BODY =
            "{\"to\":\"##TO##\",\"text\":\"##TEXT##\",\"ref\":\"##REFERENCE##\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final String server;

    VendorApi(int port) {
        server = "http://127.0.0.1:" + port;
    }

    /** Gives the demo's account a provider for SMS. */
    void addProvider(String vendorUrl) throws IOException, InterruptedException {
        var settings = Map.of("url", vendorUrl + "/send", "body", BODY, "idPointer", "/id");
        var provider =
                Map.of("kind", "http", "channel", "sms", "name", "Vendor", "settings", settings);
        exchange(
                HttpRequest.newBuilder(URI.create(server + "/v1/providers"))
                        .header("authkey", "demo-authkey")
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        json.writeValueAsString(provider))));
    }

    /** Calls the vendor past the outbox; messages per second. */
    double loop(int seconds, int atOnce) throws IOException, InterruptedException {
        String query = "?seconds=%d&atOnce=%d".formatted(seconds, atOnce);
        String answer =
                exchange(HttpRequest.newBuilder(URI.create(server + DirectRoutes.LOOP + query)));
        return Double.parseDouble(json.readTree(answer).path("message").asString());
    }

    private String exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
