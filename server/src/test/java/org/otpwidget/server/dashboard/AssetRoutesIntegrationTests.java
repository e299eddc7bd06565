package org.otpwidget.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Monitors and caches ask with HEAD, and hear what GET would say. */
class AssetRoutesIntegrationTests extends DashboardServer {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired private Assets assets;

    @Test
    void answersHeadOfTheRoot() throws Exception {
        var answer = head("/");

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location")).contains("/dashboard");
    }

    @Test
    void answersHeadOfAFile() throws Exception {
        var answer = head(assets.url("dashboard.css"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/css;charset=UTF-8");
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
        assertThat(answer.body()).isEmpty();
    }

    private HttpResponse<String> head(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(browser().base() + path)).HEAD().build(),
                BodyHandlers.ofString());
    }
}
