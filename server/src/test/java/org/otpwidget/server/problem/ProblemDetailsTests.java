package org.otpwidget.server.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import java.util.List;

class ProblemDetailsTests {

    @Test
    void saysWhatToDo() {
        var error = new FieldError("name", "This is required.");

        assertThat(ProblemDetails.of(Problems.invalid(List.of(error))))
                .containsExactly(
                        entry("type", "urn:otp-widget:problem:invalid-request"),
                        entry("title", "Invalid request"),
                        entry("status", 422),
                        entry("detail", "name: This is required."),
                        entry("reason", "invalid_request"),
                        entry("errors", List.of(error)));
    }

    @Test
    void prefersTheSentenceForDevelopers() {
        assertThat(ProblemDetails.of(Problems.UNKNOWN_CREDENTIAL.withHelp("Send an authkey.")))
                .containsEntry("detail", "Send an authkey.")
                .containsEntry("title", "Authentication failed");
    }

    @Test
    void keepsWhatNobodyExpectedToItself() {
        var problem =
                HttpProblem.of(new IllegalStateException("SELECT secret FROM authkey"), "/v1/x");

        assertThat(problem).isEqualTo(Problems.SERVER_ERROR);
        assertThat(
                        HttpProblem.of(
                                new ResponseStatusException(HttpStatus.BAD_GATEWAY, "secret"),
                                "/v1/x"))
                .isEqualTo(Problems.SERVER_ERROR);
    }

    @Test
    void tellsAMissingDatabaseFromABug() {
        var down =
                HttpProblem.of(
                        new DataAccessResourceFailureException("connection refused"), "/v1/x");

        assertThat(down.status()).isEqualTo(503);
        assertThat(down.retryAfter()).isPositive();
    }
}
