package org.otpwidget.server.dashboard.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the snippets for servers as they are pasted. */
class ServerSnippetsIntegrationTests extends SnippetServer {

    @Test
    void curlRuns() {
        String shell = Tool.required("sh");
        Tool.required("curl");
        provesOnce(program("curl", "curl.sh"), shell, "curl.sh");
    }

    @Test
    void nodeRuns() {
        String node = Tool.required("node");
        provesOnce(program("node", "verification.mjs"), node, "run.mjs");
    }

    @Test
    void javaRuns() {
        var program = program("java", "Verification.java");
        program.run(jdk("javac"), "-Xlint:all", "-Werror", "Run.java", "Verification.java");
        provesOnce(program, jdk("java"), "-XX:TieredStopAtLevel=1", "-cp", ".", "Run");
    }

    @Test
    void pythonRuns() {
        String python = Tool.wanted("python3", "apt-get install python3");
        provesOnce(program("python", "verification.py"), python, "run.py");
    }

    @Test
    void phpRuns() {
        String php = Tool.wanted("php", "apt-get install php-cli");
        provesOnce(program("php", "verification.php"), php, "run.php");
    }

    @Test
    void rubyRuns() {
        String ruby = Tool.wanted("ruby", "apt-get install ruby");
        provesOnce(program("ruby", "verification.rb"), ruby, "-w", "run.rb");
    }

    @Test
    void goRuns() {
        String go = Tool.wanted("go", "apt-get install golang-go");
        var program = program("go", "verification/verification.go");
        var offline = Map.of("GOTOOLCHAIN", "local", "GOPROXY", "off", "GOFLAGS", "-mod=mod");
        program.run(List.of(go, "vet", "./..."), offline);
        program.run(List.of(go, "build", "-o", "run", "."), offline);
        provesOnce(program, program.folder().resolve("run").toString());
    }

    /** On Mono, with stand-ins for the JSON parts of .NET that Mono lacks. */
    @Test
    void csharpRuns() {
        String install =
                "apt-get install mono-mcs mono-runtime libmono-system-net-http4.0-cil"
                        + " libmono-system-web-extensions4.0-cil libmono-system-runtime4.0-cil";
        String compiler = Tool.wanted("mcs", install);
        String mono = Tool.wanted("mono", install);
        var program = program("csharp", "Verification.cs");
        program.run(
                compiler,
                "-warnaserror",
                "-r:System.Net.Http,System.Web.Extensions",
                "-out:run.exe",
                "Run.cs",
                "Verification.cs",
                "MissingInMono.cs");
        provesOnce(program, mono, "run.exe");
    }

    /**
     * The right visitor is proved, once; somebody else's claim, a spent token and a made-up one are
     * refused, though the server answers 200 to all of them.
     */
    private void provesOnce(Program program, String... command) {
        String identifier = email();
        String token = verified(identifier);
        assertThat(outcome(program, token, email(), command)).isEqualTo("refused");
        assertThat(outcome(program, token, identifier, command)).isEqualTo("verified");
        assertThat(outcome(program, token, identifier, command)).isEqualTo("refused");
        var spent = site.exchange(token, "identifier", identifier);
        assertThat(spent.message()).isEqualTo("access-token already verified");
        String madeUp = "{\"type\":\"success\"}";
        assertThat(outcome(program, madeUp, identifier, command)).isEqualTo("refused");
    }

    private String outcome(Program program, String token, String identifier, String... command) {
        return program.run(
                List.of(command),
                Map.of(
                        "OTP_AUTHKEY",
                        site.authkey(),
                        "ACCESS_TOKEN",
                        token,
                        "IDENTIFIER",
                        identifier));
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }
}
