package org.otpwidget.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.otpwidget.server.Route;
import org.otpwidget.server.RunningServer;
import org.otpwidget.server.widget.WidgetSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The document says what the server does: no more, no less. */
class OpenApiIntegrationTests extends RunningServer {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired private JsonMapper json;

    @Test
    void describesEveryRouteAndNoOther() {
        var routes = Route.ofV1(mapping).stream().map(Route::toString).toList();

        assertThat(routes).isNotEmpty();
        assertThat(operations("/v1/")).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void describesTheCompatibleCallsAndTheStandardOnes() {
        assertThat(operations("/api/v5/widget/"))
                .containsExactlyInAnyOrder(
                        "post /api/v5/widget/sendOtp",
                        "post /api/v5/widget/sendOtpMobile",
                        "get /api/v5/widget/invisible",
                        "post /api/v5/widget/retryOtp",
                        "post /api/v5/widget/verifyOtp",
                        "get /api/v5/widget/captchaChallenge",
                        "get /api/v5/widget/getWidgetProcess",
                        "post /api/v5/widget/isOneTapAuthenticated",
                        "get /api/v5/widget/requestState",
                        "get /api/v5/widget/requestEvents",
                        "post /api/v5/widget/verifyAccessToken");
        assertThat(operations("/oauth2/")).containsExactly("post /oauth2/introspect");
        assertThat(operations("/.well-known/")).containsExactly("get /.well-known/jwks.json");
    }

    @Test
    void refersOnlyToWhatIsThere() {
        var document = document();
        var references =
                document.findValues("$ref").stream().map(JsonNode::stringValue).distinct().toList();

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(document.at(reference.substring(1)).isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }

    @Test
    void namesEverySettingOfAWidget() {
        var described = document().at("/components/schemas/WidgetSettings/properties");
        var settings =
                Arrays.stream(WidgetSettings.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList();

        assertThat(described.propertyNames()).containsExactlyInAnyOrderElementsOf(settings);
    }

    private List<String> operations(String prefix) {
        return document().path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith(prefix))
                .flatMap(
                        path ->
                                path.getValue().propertyNames().stream()
                                        .filter(METHODS::contains)
                                        .map(method -> method + " " + path.getKey()))
                .collect(Collectors.toList());
    }

    private JsonNode document() {
        String yaml =
                Objects.requireNonNull(
                        anyone().get()
                                .uri("/v1/openapi.yaml")
                                .exchange()
                                .expectStatus()
                                .isOk()
                                .expectHeader()
                                .valueMatches("Content-Type", "application/yaml.*")
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody());
        return json.valueToTree(new Yaml().load(yaml));
    }
}
