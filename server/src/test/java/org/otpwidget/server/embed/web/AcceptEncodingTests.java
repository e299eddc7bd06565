package org.otpwidget.server.embed.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.otpwidget.server.embed.ContentCoding.BROTLI;
import static org.otpwidget.server.embed.ContentCoding.GZIP;
import static org.otpwidget.server.embed.ContentCoding.IDENTITY;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.otpwidget.server.embed.ContentCoding;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class AcceptEncodingTests {

    private static final Set<ContentCoding> ALL = EnumSet.allOf(ContentCoding.class);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | BROTLI",
                "br | BROTLI",
                "BR | BROTLI",
                "gzip, deflate | GZIP",
                "br;q=0.5, gzip | GZIP",
                "br;q=0.5 , gzip ; q=0.499 | BROTLI",
                "br;q=0, gzip | GZIP",
                "* | BROTLI",
                "*;q=0.1, gzip;q=0.2 | GZIP",
                "br;q=0, * | GZIP",
                "identity, gzip;q=0.3 | IDENTITY",
                "identity, gzip | GZIP",
                "identity;q=0, gzip;q=0.001 | GZIP",
                "deflate | IDENTITY",
                "'' | IDENTITY",
                "*;q=0 | IDENTITY",
                "identity;q=0 | IDENTITY",
                "br;q=NaN, gzip;q=1e9, *;q=-1 | IDENTITY",
                "br;q=1.5 | IDENTITY",
                "brotli, gz | IDENTITY",
                ",,;;q=,= | IDENTITY",
            })
    void weightDecidesThenSize(String header, ContentCoding chosen) {
        assertThat(AcceptEncoding.of(List.of(header)).best(ALL)).isEqualTo(chosen);
    }

    @Test
    void sendsPlainBytesToWhoSaysNothing() {
        assertThat(AcceptEncoding.of(List.of()).best(ALL)).isEqualTo(IDENTITY);
    }

    @Test
    void readsSeveralHeaderLines() {
        assertThat(AcceptEncoding.of(List.of("deflate", "gzip")).best(ALL)).isEqualTo(GZIP);
    }

    @Test
    void choosesOnlyWhatThereIs() {
        assertThat(AcceptEncoding.of(List.of("br, gzip")).best(EnumSet.of(GZIP, IDENTITY)))
                .isEqualTo(GZIP);
        assertThat(AcceptEncoding.of(List.of("br, gzip")).best(EnumSet.of(IDENTITY)))
                .isEqualTo(IDENTITY);
        assertThat(AcceptEncoding.of(List.of("br, gzip")).best(EnumSet.of(BROTLI, IDENTITY)))
                .isEqualTo(BROTLI);
    }
}
