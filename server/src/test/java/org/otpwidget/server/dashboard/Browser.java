package org.otpwidget.server.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps cookies and sends forms as a browser without JavaScript does; follows no redirect. */
final class Browser {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([A-Za-z0-9_-]+)\"");

    private final String base;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    Browser(String base) {
        this.base = base;
        headers.put("Sec-Fetch-Site", "same-origin");
        headers.put("Origin", base);
    }

    /** What came back. */
    record Answer(int status, String location, String body, List<String> cookies, String policy) {

        /** The token of the forms in the page; empty when there is none. */
        String csrf() {
            var found = CSRF.matcher(body);
            return found.find() ? found.group(1) : "";
        }
    }

    Browser with(String cookie, String value) {
        cookies.put(cookie, value);
        return this;
    }

    Browser header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The server's address. */
    String base() {
        return base;
    }

    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    /** Sends a form with the token that the session's pages carry: this one costs the least. */
    Answer post(String path, String... fields) {
        return postRaw(path, get("/dashboard/search").csrf(), fields);
    }

    /** Sends a form with another token, or none. */
    Answer postRaw(String path, String csrf, String... fields) {
        var pairs = new ArrayList<String>();
        if (!csrf.isEmpty()) {
            pairs.add(encode("csrf") + "=" + encode(csrf));
        }
        for (int n = 0; n < fields.length; n += 2) {
            pairs.add(encode(fields[n]) + "=" + encode(fields[n + 1]));
        }
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(String.join("&", pairs))));
    }

    /** Sends a form as it stands, which a browser would have written otherwise. */
    Answer postText(String path, String form) {
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::setHeader);
        var all = new ArrayList<String>();
        cookies.forEach((name, value) -> all.add(name + "=" + value));
        if (!all.isEmpty()) {
            request.header("Cookie", String.join("; ", all));
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            var set = response.headers().allValues("Set-Cookie");
            for (String cookie : set) {
                String pair = cookie.split(";", 2)[0];
                cookies.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
            }
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Location").orElse(""),
                    response.body(),
                    set,
                    response.headers().firstValue("Content-Security-Policy").orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
