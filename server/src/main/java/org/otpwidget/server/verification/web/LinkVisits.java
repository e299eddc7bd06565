package org.otpwidget.server.verification.web;

import org.otpwidget.server.client.ClientIp;
import org.otpwidget.server.verification.LinkVisit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import java.util.regex.Pattern;

/**
 * Tells who opens a link. Programs that look for harm in mails and messages open links too; most
 * give themselves away by their name, by asking for the head only, or by preferring no language.
 * One that behaves like a browser passes for a person here, which does no harm: opening changes
 * nothing.
 */
@Component
final class LinkVisits {

    /** Mail scanners, makers of previews, and what they are built with. */
    private static final Pattern PROGRAM =
            Pattern.compile(
                    "bot\\b|crawl|spider|preview|scanner|facebookexternalhit|whatsapp/|headless"
                            + "|safelinks|urldefense|proofpoint|mimecast|barracuda|imageproxy"
                            + "|curl/|wget/|python|java/|okhttp|go-http|node-fetch|axios",
                    Pattern.CASE_INSENSITIVE);

    private final ClientIp clientIp;

    LinkVisits(ClientIp clientIp) {
        this.clientIp = clientIp;
    }

    LinkVisit of(ServerHttpRequest request) {
        return new LinkVisit(
                clientIp.of(request), BrowserCookie.brought(request), isProgram(request));
    }

    private static boolean isProgram(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String agent = headers.getFirst(HttpHeaders.USER_AGENT);
        return request.getMethod().equals(HttpMethod.HEAD)
                || !headers.containsHeader(HttpHeaders.ACCEPT_LANGUAGE)
                || headers.containsHeader("Sec-Purpose")
                || agent == null
                || PROGRAM.matcher(agent).find();
    }
}
