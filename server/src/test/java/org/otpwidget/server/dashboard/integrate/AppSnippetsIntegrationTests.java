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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs the snippets for apps as they are pasted, but for Flutter's. */
class AppSnippetsIntegrationTests extends SnippetServer {

    /** Where {@code -Pkotlin} puts the compiler. */
    private static final Path KOTLIN = Path.of("target", "kotlin").toAbsolutePath();

    /** React Native's JavaScript is Node's too, as far as this snippet goes. */
    @Test
    void reactNativeRuns() {
        String node = Tool.required("node");
        letsIn("react-native", "app.mjs", _ -> List.of(node, "run.mjs"));
    }

    /** With nothing but Electron's own parts replaced. */
    @Test
    void electronRuns() {
        String node = Tool.required("node");
        letsIn("electron", "electron.txt", _ -> List.of(node, "run.cjs"));
    }

    /** With the JSON classes of Android's own source. */
    @Test
    void kotlinRuns() {
        if (!Files.isDirectory(KOTLIN)) {
            Tool.skip("a Kotlin compiler", "./mvnw -Pkotlin verify fetches it");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String parts = KOTLIN.resolve("kotlin-stdlib.jar") + File.pathSeparator + androidJson();
        letsIn(
                "kotlin",
                "Verification.kt",
                program -> {
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
                    return List.of(java, "-cp", "out" + File.pathSeparator + parts, "RunKt");
                });
    }

    /** Lets a visitor in where the server answers, and gives up where it does not. */
    private void letsIn(String name, String file, Function<Program, List<String>> ready) {
        var program = program(name, file);
        letsIn(program, ready.apply(program));
        givesUp(name, file, hasty -> call(ready.apply(hasty), "send", email()), Map.of());
    }

    /**
     * Sends a code, sends it again, is refused with a wrong one, and comes in with the right one.
     */
    private void letsIn(Program program, List<String> command) {
        String identifier = email();
        String reqId = told(program, command, "send", identifier);
        clock.move(Duration.ofMinutes(1));
        assertThat(told(program, command, "retry", reqId)).isEqualTo(reqId);
        String code = postbox.code(reqId, 2);
        assertThat(told(program, command, "verify", reqId, Site.wrong(code)))
                .isEqualTo("invalid otp");
        String token = told(program, command, "verify", reqId, code);
        assertThat(site.exchange(token).message()).isEqualTo(identifier);
    }

    private static String told(Program program, List<String> command, String... values) {
        return program.run(call(command, values), Map.of());
    }

    private static List<String> call(List<String> command, String... values) {
        return Stream.concat(command.stream(), Stream.of(values)).toList();
    }

    private static String androidJson() {
        var source = JSONObject.class.getProtectionDomain().getCodeSource();
        return Path.of(URI.create(source.getLocation().toString())).toString();
    }
}
