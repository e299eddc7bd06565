package org.otpwidget.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class JsonRowsTests {

    private record Row(String requestId, Instant sentAt) {}

    private static final List<Row> ROWS =
            List.of(new Row("a", Instant.EPOCH), new Row("\"", Instant.EPOCH));

    @Test
    void namesComponentsAsColumnsAre() {
        assertThat(JsonRows.of(ROWS))
                .isEqualTo(
                        """
                        [{"request_id":"a","sent_at":"1970-01-01T00:00:00Z"},\
                        {"request_id":"\\"","sent_at":"1970-01-01T00:00:00Z"}]\
                        """);
    }

    @Test
    void numbersThem() {
        assertThat(JsonRows.numbered(ROWS))
                .isEqualTo(
                        """
                        [{"n":0,"request_id":"a","sent_at":"1970-01-01T00:00:00Z"},\
                        {"n":1,"request_id":"\\"","sent_at":"1970-01-01T00:00:00Z"}]\
                        """);
        assertThat(JsonRows.numbered(List.of())).isEqualTo("[]");
    }
}
