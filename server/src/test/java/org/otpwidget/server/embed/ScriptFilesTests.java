package org.otpwidget.server.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

class ScriptFilesTests {

    private final ScriptFiles files = ScriptFiles.load("embed-fixture");

    @Test
    void holdsEachFileInItsCodings() {
        ScriptFile script = files.find("otp-provider.js").orElseThrow();

        assertThat(script.codings())
                .containsExactly(ContentCoding.BROTLI, ContentCoding.GZIP, ContentCoding.IDENTITY);
        assertThat(script.type()).hasToString("text/javascript;charset=UTF-8");
        assertThat(text(script, ContentCoding.BROTLI)).isEqualTo("core brotli");
        assertThat(text(script, ContentCoding.IDENTITY)).isEqualTo("core();");
        assertThat(text(script, ContentCoding.IDENTITY)).isEqualTo("core();");
    }

    @Test
    void eachCodingHasAnETagOfItsOwn() {
        ScriptFile script = files.find("otp-provider.js").orElseThrow();

        assertThat(
                        script.codings().stream()
                                .map(coding -> script.variant(coding).etag())
                                .collect(Collectors.toSet()))
                .hasSize(3)
                .allMatch(etag -> etag.matches("\"[\\w-]{22}\""));
    }

    @Test
    void findsFilesInFolders() {
        ScriptFile hindi = files.find("assets/lang/hi.0f1e2d3c4b.js").orElseThrow();

        assertThat(hindi.codings()).containsExactly(ContentCoding.IDENTITY);
        assertThatIllegalArgumentException().isThrownBy(() -> hindi.variant(ContentCoding.GZIP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "assets",
                "assets/",
                "../application.yaml",
                "assets/../otp-provider.js",
                "otp-provider.js.br",
                "assets/orphan.0f1e2d3c4b.js",
                "assets/orphan.0f1e2d3c4b.js.gz",
            })
    void findsNothingElse(String path) {
        assertThat(files.find(path)).isEmpty();
    }

    @Test
    void survivesAnAbsentFolder() {
        assertThat(ScriptFiles.load("no-such-folder").find("otp-provider.js")).isEmpty();
    }

    private static String text(ScriptFile file, ContentCoding coding) {
        return StandardCharsets.UTF_8.decode(file.variant(coding).content()).toString();
    }
}
