package org.otpwidget.samplesite.demo;

import org.otpwidget.samplesite.SampleSite;

/**
 * Runs both halves of the demo: the OTP server in a process of its own, as it would be for a
 * customer, and then the site. Ctrl-C reaches both; the site waits for the server to end.
 */
final class WithServer {

    private WithServer() {}

    static String sitePort() {
        return System.getenv().getOrDefault("SAMPLE_PORT", "8081");
    }

    public static void main(String... arguments) throws Exception {
        var server = ServerProcess.start();
        // The server took this variable for its own port; to the site it would mean the same.
        System.setProperty("server.port", sitePort());
        System.setProperty("sample.server-url", server.url());
        server.awaitReady();
        SampleSite.main(arguments);
        System.out.printf(
                """

                  The sample site   http://127.0.0.1:%s
                  The inbox         %s/inbox
                  The server        %s

                  Ctrl-C ends all of it; what was stored is there again at the next start.

                """,
                System.getProperty("server.port"), server.url(), server.url());
    }
}
