package org.otpwidget.server.dashboard.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.otpwidget.server.verification.Site;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the snippets for apps as they are pasted, but for Flutter's. */
class AppSnippetsIntegrationTests extends SnippetServer {

    /** Where {@code -Pkotlin} puts the compiler. */
    private static final Path KOTLIN = Path.of("target", "kotlin").toAbsolutePath();

    /** React Native's JavaScript is Node's too, as far as this snippet goes. */
    @Test
    void reactNativeRuns() {
        String node = Tool.required("node");
        letsIn(program("react-native", "app.mjs"), node, "run.mjs");
    }

    /** With nothing but Electron's own parts replaced. */
    @Test
    void electronRuns() {
        String node = Tool.required("node");
        letsIn(program("electron", "electron.txt"), node, "run.cjs");
    }

    /** With the JSON classes of Android's own source. */
    @Test
    void kotlinRuns() {
        if (!Files.isDirectory(KOTLIN)) {
            Tool.skip("a Kotlin compiler", "./mvnw -Pkotlin verify fetches it");
        }
        var program = program("kotlin", "Verification.kt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String parts = KOTLIN.resolve("kotlin-stdlib.jar") + File.pathSeparator + androidJson();
        program.run(
                java,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                KOTLIN + File.separator + "*",
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-no-reflect",
                "-cp",
                parts,
                "-d",
                "out",
                "Verification.kt",
                "Run.kt");
        letsIn(program, java, "-cp", "out" + File.pathSeparator + parts, "RunKt");
    }

    /**
     * Sends a code, sends it again, is refused with a wrong one, and comes in with the right one.
     */
    private void letsIn(Program program, String... command) {
        String identifier = email();
        String reqId = program.run(call(command, "send", identifier));
        clock.move(Duration.ofMinutes(1));
        assertThat(program.run(call(command, "retry", reqId))).isEqualTo(reqId);
        String code = postbox.code(reqId, 2);
        assertThat(program.run(call(command, "verify", reqId, Site.wrong(code))))
                .isEqualTo("invalid otp");
        String token = program.run(call(command, "verify", reqId, code));
        assertThat(site.exchange(token).message()).isEqualTo(identifier);
    }

    private static String[] call(String[] command, String... values) {
        var all = new ArrayList<String>(List.of(command));
        all.addAll(List.of(values));
        return all.toArray(String[]::new);
    }

    private static String androidJson() {
        var source = JSONObject.class.getProtectionDomain().getCodeSource();
        return Path.of(URI.create(source.getLocation().toString())).toString();
    }
}
