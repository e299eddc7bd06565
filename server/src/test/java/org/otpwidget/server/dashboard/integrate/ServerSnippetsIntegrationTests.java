package org.otpwidget.server.dashboard.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Runs the snippets for servers as they are pasted. */
class ServerSnippetsIntegrationTests extends SnippetServer {

    @Test
    void curlRuns() {
        String shell = Tool.required("sh");
        Tool.required("curl");
        proves("curl", "curl.sh", _ -> List.of(shell, "curl.sh"));
    }

    /** Whoever may run {@code ps} sees arguments; the shell's trace has them. */
    @Test
    void curlIsNotToldTheAuthkeyByArguments() {
        var program = program("curl", "curl.sh");
        program.run(List.of(Tool.required("sh"), "-x", "curl.sh"), environment("a token", email()));
        assertThat(program.said()).contains("curl -s").doesNotContain(site.authkey());
    }

    @Test
    void nodeRuns() {
        String node = Tool.required("node");
        proves("node", "verification.mjs", _ -> List.of(node, "run.mjs"));
    }

    @Test
    void javaRuns() {
        proves(
                "java",
                "Verification.java",
                program -> {
                    program.run(
                            jdk("javac"), "-Xlint:all", "-Werror", "Run.java", "Verification.java");
                    return List.of(jdk("java"), "-XX:TieredStopAtLevel=1", "-cp", ".", "Run");
                });
    }

    @Test
    void pythonRuns() {
        String python = Tool.wanted("python3", "apt-get install python3");
        proves("python", "verification.py", _ -> List.of(python, "run.py"));
    }

    @Test
    void phpRuns() {
        String php = Tool.wanted("php", "apt-get install php-cli");
        proves("php", "verification.php", _ -> List.of(php, "run.php"));
    }

    @Test
    void rubyRuns() {
        String ruby = Tool.wanted("ruby", "apt-get install ruby");
        proves("ruby", "verification.rb", _ -> List.of(ruby, "-w", "run.rb"));
    }

    @Test
    void goRuns() {
        String go = Tool.wanted("go", "apt-get install golang-go");
        var offline = Map.of("GOTOOLCHAIN", "local", "GOPROXY", "off", "GOFLAGS", "-mod=mod");
        proves(
                "go",
                "verification/verification.go",
                program -> {
                    program.run(List.of(go, "vet", "./..."), offline);
                    program.run(List.of(go, "build", "-o", "run", "."), offline);
                    return List.of(program.folder().resolve("run").toString());
                });
    }

    /** On Mono, with stand-ins for the JSON parts of .NET that Mono lacks. */
    @Test
    void csharpRuns() {
        String install =
                "apt-get install mono-mcs mono-runtime libmono-system-net-http4.0-cil"
                        + " libmono-system-web-extensions4.0-cil libmono-system-runtime4.0-cil";
        String compiler = Tool.wanted("mcs", install);
        String mono = Tool.wanted("mono", install);
        proves(
                "csharp",
                "Verification.cs",
                program -> {
                    program.run(
                            compiler,
                            "-warnaserror",
                            "-r:System.Net.Http,System.Web.Extensions",
                            "-out:run.exe",
                            "Run.cs",
                            "Verification.cs",
                            "MissingInMono.cs");
                    return List.of(mono, "run.exe");
                });
    }

    /** Proves a visitor where the server answers, and gives up where it does not. */
    private void proves(String name, String file, Function<Program, List<String>> ready) {
        var program = program(name, file);
        provesOnce(program, ready.apply(program));
        givesUp(name, file, ready, environment("a token", email()));
    }

    /**
     * The right visitor is proved, once; somebody else's claim, a spent token and a made-up one are
     * refused, though the server answers 200 to all of them.
     */
    private void provesOnce(Program program, List<String> command) {
        String identifier = email();
        String token = verified(identifier);
        assertThat(program.run(command, environment(token, email()))).isEqualTo("refused");
        assertThat(program.run(command, environment(token, identifier))).isEqualTo("verified");
        assertThat(program.run(command, environment(token, identifier))).isEqualTo("refused");
        var spent = site.exchange(token, "identifier", identifier);
        assertThat(spent.message()).isEqualTo("access-token already verified");
        String madeUp = "{\"type\":\"success\"}";
        assertThat(program.run(command, environment(madeUp, identifier))).isEqualTo("refused");
    }

    private Map<String, String> environment(String token, String identifier) {
        return Map.of(
                "OTP_AUTHKEY", site.authkey(), "ACCESS_TOKEN", token, "IDENTIFIER", identifier);
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }
}
