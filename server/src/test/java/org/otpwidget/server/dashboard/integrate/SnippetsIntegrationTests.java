package org.otpwidget.server.dashboard.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otpwidget.server.dashboard.DashboardSettings;
import org.otpwidget.server.dashboard.integrate.Snippets.Group;
import org.otpwidget.server.dashboard.integrate.Snippets.Snippet;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.verification.Site;
import org.otpwidget.server.verification.VerificationServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the snippets as they are pasted, with the ids of a real account against the real server: on
 * this machine's own languages where it has them. What has no compiler here is read by {@link
 * SnippetCall}, and what it would send is sent.
 */
class SnippetsIntegrationTests extends VerificationServer {

    @TempDir private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Site site;

    private List<Group> groups = List.of();

    @BeforeEach
    void fillIn() {
        site = site(OPEN);
        var widget = got(widgets.get(site.account(), site.widget()));
        var token = got(tokens.list(site.account(), new PageQuery(1, null))).items().getFirst();
        groups = new Snippets(new DashboardSettings(base())).of(widget, token);
    }

    @Test
    void haveNoHolesAndNoSecrets() {
        assertThat(all())
                .hasSize(17)
                .allSatisfy(
                        snippet ->
                                assertThat(snippet.text())
                                        .contains(base())
                                        .doesNotContain("##", site.authkey()));
        assertThat(group("server"))
                .allSatisfy(snippet -> assertThat(snippet.text()).contains("OTP_AUTHKEY"));
        assertThat(group("app"))
                .allSatisfy(
                        snippet ->
                                assertThat(snippet.text()).contains(site.widget(), site.token()));
    }

    @Test
    void curlRuns() {
        provesAndRefuses("sh", "curl.sh", "curl", List.of("curl.sh"), List.of());
    }

    @Test
    void nodeRuns() {
        provesAndRefuses(
                "node",
                "verification.mjs",
                "node",
                List.of(
                        "--input-type=module",
                        "-e",
                        """
                        import { isVerified } from './verification.mjs';
                        const { ACCESS_TOKEN, IDENTIFIER } = process.env;
                        console.log(await isVerified(ACCESS_TOKEN, IDENTIFIER) ? 'verified' : 'refused');
                        """),
                List.of());
    }

    @Test
    void javaRuns() {
        provesAndRefuses(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "Verification.java",
                "java",
                List.of("-XX:TieredStopAtLevel=1", "Run.java"),
                List.of(
                        "Run.java",
                        """
                        public class Run {
                            public static void main(String[] none) throws Exception {
                                var env = System.getenv();
                                boolean is = Verification.isVerified(env.get("ACCESS_TOKEN"), env.get("IDENTIFIER"));
                                System.out.println(is ? "verified" : "refused");
                            }
                        }
                        """));
    }

    @Test
    void pythonRuns() {
        provesAndRefuses(
                "python3",
                "verification.py",
                "python",
                List.of(
                        "-c",
                        """
                        import os, verification
                        is_it = verification.is_verified(os.environ["ACCESS_TOKEN"], os.environ["IDENTIFIER"])
                        print("verified" if is_it else "refused")
                        """),
                List.of());
    }

    @Test
    void phpRuns() {
        provesAndRefuses(
                "php",
                "verification.php",
                "php",
                List.of(
                        "-r",
                        "require './verification.php'; echo isVerified(getenv('ACCESS_TOKEN'),"
                                + " getenv('IDENTIFIER')) ? 'verified' : 'refused';"),
                List.of());
    }

    @Test
    void rubyRuns() {
        provesAndRefuses(
                "ruby",
                "verification.rb",
                "ruby",
                List.of(
                        "-r./verification",
                        "-e",
                        "puts verified?(ENV['ACCESS_TOKEN'], ENV['IDENTIFIER']) ? 'verified' :"
                                + " 'refused'"),
                List.of());
    }

    @Test
    void goRuns() {
        var main =
                """
                package main

                import (
                	"fmt"
                	"os"
                	"run/verification"
                )

                func main() {
                	is, err := verification.IsVerified(os.Getenv("ACCESS_TOKEN"), os.Getenv("IDENTIFIER"))
                	if err == nil && is {
                		fmt.Println("verified")
                	} else {
                		fmt.Println("refused")
                	}
                }
                """;
        provesAndRefuses(
                "go",
                "verification/verification.go",
                "go",
                List.of("run", "."),
                List.of("main.go", main, "go.mod", "module run\n\ngo 1.21\n"));
    }

    /** Also those that ran above: what they send is the same everywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"curl", "node", "python", "php", "java", "go", "ruby", "csharp"})
    void whatServersSendIsAValidCall(String name) {
        var call = SnippetCall.ofServer(snippet(name));
        assertThat(call.path()).isEqualTo("verifyAccessToken");
        String identifier = email();
        String token = verified(identifier);
        var body =
                Map.of("authkey", site.authkey(), "access-token", token, "identifier", identifier);
        assertThat(body.keySet()).containsExactlyInAnyOrderElementsOf(call.fields());
        assertThat(site.client().post(call.path(), body).text("type")).isEqualTo("success");
        assertThat(site.client().post(call.path(), body).text("type")).isEqualTo("error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"react-native", "kotlin", "flutter", "electron"})
    void whatAppsSendIsAValidCall(String name) {
        String text = snippet(name);
        var calls = SnippetCall.ofApp(text);
        assertThat(calls.keySet()).containsExactly("sendOtpMobile", "retryOtp", "verifyOtp");
        String identifier = email();
        var values = new HashMap<String, Object>(Map.of("identifier", identifier));
        var sent =
                site.client()
                        .post(
                                "sendOtpMobile",
                                SnippetCall.body(text, calls, "sendOtpMobile", values));
        assertThat(sent.text("type")).isEqualTo("success");
        values.put("reqId", sent.message());
        clock.move(Duration.ofMinutes(1));
        var retried =
                site.client().post("retryOtp", SnippetCall.body(text, calls, "retryOtp", values));
        assertThat(retried.text("type")).isEqualTo("success");
        values.put("otp", Site.wrong(postbox.code(sent.message())));
        var refused =
                site.client().post("verifyOtp", SnippetCall.body(text, calls, "verifyOtp", values));
        assertThat(refused.text("type")).isEqualTo("error");
        values.put("otp", postbox.code(sent.message()));
        var verified =
                site.client().post("verifyOtp", SnippetCall.body(text, calls, "verifyOtp", values));
        assertThat(site.exchange(verified.message()).message()).isEqualTo(identifier);
    }

    /** React Native's JavaScript is Node's too, as far as this snippet goes. */
    @Test
    void reactNativeRuns() {
        assumeTrue(isHere("node"), "skipped: no node");
        write("app.mjs", snippet("react-native"));
        String identifier = email();
        String reqId =
                run(
                                List.of(
                                        "node",
                                        "--input-type=module",
                                        "-e",
                                        "import { sendOtp } from './app.mjs'; console.log((await"
                                                + " sendOtp(process.env.IDENTIFIER)).message);"),
                                Map.of("IDENTIFIER", identifier))
                        .strip();
        String verify =
                "import { verifyOtp } from './app.mjs'; try { const { message } = await"
                        + " verifyOtp(process.env.REQ, process.env.CODE); console.log(message); }"
                        + " catch (error) { console.log(error.message); }";
        var command = List.of("node", "--input-type=module", "-e", verify);
        String code = postbox.code(reqId);
        assertThat(run(command, Map.of("REQ", reqId, "CODE", Site.wrong(code))))
                .isEqualToIgnoringWhitespace("invalid otp");
        String token = run(command, Map.of("REQ", reqId, "CODE", code)).strip();
        assertThat(site.exchange(token).message()).isEqualTo(identifier);
    }

    /** With nothing but Electron's two modules replaced. */
    @Test
    void electronRuns() {
        assumeTrue(isHere("node"), "skipped: no node");
        String[] halves = snippet("electron").split("// preload.js", 2);
        write("main.cjs", halves[0]);
        write("preload.cjs", "//" + halves[1]);
        write(
                "run.cjs",
                """
                const handlers = new Map();
                const window = {};
                const electron = {
                  ipcMain: { handle: (name, handler) => handlers.set(name, handler) },
                  ipcRenderer: { invoke: (name, ...values) => handlers.get(name)({}, ...values) },
                  contextBridge: { exposeInMainWorld: (name, value) => (window[name] = value) },
                };
                const load = require('node:module')._load;
                require('node:module')._load = (name, ...rest) => (name === 'electron' ? electron : load(name, ...rest));
                require('./main.cjs');
                require('./preload.cjs');
                const { IDENTIFIER, REQ, CODE } = process.env;
                (CODE ? window.otp.verify(REQ, CODE) : window.otp.send(IDENTIFIER)).then(console.log, (error) => console.log(error.message));
                """);
        String identifier = email();
        var command = List.of("node", "run.cjs");
        String reqId = run(command, Map.of("IDENTIFIER", identifier)).strip();
        String code = postbox.code(reqId);
        assertThat(run(command, Map.of("REQ", reqId, "CODE", Site.wrong(code))).strip())
                .isEqualTo("invalid otp");
        String token = run(command, Map.of("REQ", reqId, "CODE", code)).strip();
        assertThat(site.exchange(token).message()).isEqualTo(identifier);
    }

    /**
     * The right visitor is proved, once; somebody else's claim and a spent token are refused,
     * though the server answers 200 to both.
     *
     * @param command runs without anything to be installed
     * @param more names and contents of files beside the snippet
     */
    private void provesAndRefuses(
            String command, String file, String name, List<String> arguments, List<String> more) {
        assumeTrue(isHere(command), "skipped: no " + name);
        write(file, snippet(name));
        for (int n = 0; n < more.size(); n += 2) {
            write(more.get(n), more.get(n + 1));
        }
        var all = new ArrayList<String>(List.of(command));
        all.addAll(arguments);
        String identifier = email();
        String token = verified(identifier);
        assertThat(outcome(all, token, email())).isEqualTo("refused");
        assertThat(outcome(all, token, identifier)).isEqualTo("verified");
        assertThat(outcome(all, token, identifier)).isEqualTo("refused");
        assertThat(outcome(all, "{\"type\":\"success\"}", identifier)).isEqualTo("refused");
    }

    private String outcome(List<String> command, String token, String identifier) {
        return run(
                        command,
                        Map.of(
                                "OTP_AUTHKEY",
                                site.authkey(),
                                "ACCESS_TOKEN",
                                token,
                                "IDENTIFIER",
                                identifier))
                .strip();
    }

    private String verified(String identifier) {
        String reqId = site.started(identifier);
        return site.verify(reqId, postbox.code(reqId)).message();
    }

    private String run(List<String> command, Map<String, String> environment) {
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().putAll(environment);
            Path errors = folder.resolve("errors.txt");
            builder.redirectError(errors.toFile());
            var process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor();
            assertThat(out).as(Files.readString(errors)).isNotBlank();
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isHere(String command) {
        try {
            var probe = new ProcessBuilder("sh", "-c", "command -v \"$0\"", command).start();
            probe.getInputStream().readAllBytes();
            return probe.waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String snippet(String name) {
        return all().stream()
                .filter(snippet -> snippet.name().equals(name))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private List<Snippet> group(String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow()
                .snippets();
    }

    private List<Snippet> all() {
        return groups.stream().flatMap(group -> group.snippets().stream()).toList();
    }
}
