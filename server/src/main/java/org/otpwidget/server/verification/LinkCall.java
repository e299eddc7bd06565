package org.otpwidget.server.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.otpwidget.server.accesstoken.AccessTokenSettings;
import org.otpwidget.server.accesstoken.AccessTokens;
import org.otpwidget.server.accesstoken.Claims;
import org.otpwidget.server.client.Addresses;
import org.otpwidget.server.verification.LinkAnswer.Why;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.WidgetSettings.VerificationType;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Service;

import reactor.core.publisher.Mono;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;

/**
 * What a person does with a magic link. Opening changes nothing, since mail scanners open links and
 * even press what their scripts can press; a confirmation works once.
 */
@Service
public final class LinkCall {

    private static final LinkAnswer UNKNOWN = new LinkAnswer.Over(Why.UNKNOWN);

    private final LinkRows rows;
    private final Widgets widgets;
    private final AccessTokens accessTokens;
    private final AccessTokenSettings tokenSettings;
    private final Clock clock;

    LinkCall(
            LinkRows rows,
            Widgets widgets,
            AccessTokens accessTokens,
            AccessTokenSettings tokenSettings,
            Clock clock) {
        this.rows = rows;
        this.widgets = widgets;
        this.accessTokens = accessTokens;
        this.tokenSettings = tokenSettings;
        this.clock = clock;
    }

    /** Records that the link was opened, and tells what it asks. */
    public Mono<LinkAnswer> open(String token, LinkVisit visit) {
        return LinkToken.parse(token)
                .map(link -> rows.open(link, visit).flatMap(this::waiting))
                .orElseGet(() -> Mono.just(UNKNOWN));
    }

    /**
     * Confirms the link, if this is the browser that asked, or the digits are right, or none are
     * needed.
     *
     * @param digits what was typed, or null
     */
    public Mono<LinkAnswer> confirm(String token, LinkVisit visit, @Nullable Integer digits) {
        return LinkToken.parse(token)
                .map(
                        link ->
                                rows.look(link, visit)
                                        .filterWhen(row -> isServed(row))
                                        .flatMap(_ -> rows.confirm(link, visit, digits))
                                        .flatMap(this::confirmed)
                                        .defaultIfEmpty(UNKNOWN)
                                        .as(Committed::toTheEnd))
                .orElseGet(() -> Mono.just(UNKNOWN));
    }

    /** Voids the link, and counts that against who asked for it. */
    public Mono<LinkAnswer> deny(String token, LinkVisit visit) {
        return LinkToken.parse(token)
                .map(
                        link ->
                                rows.look(link, visit)
                                        .flatMap(row -> rows.deny(link, asker(row)))
                                        .map(LinkCall::denied)
                                        .as(Committed::toTheEnd))
                .orElseGet(() -> Mono.just(UNKNOWN));
    }

    private Mono<LinkAnswer> waiting(LinkRow row) {
        return row.outcome().equals("open") ? asking(row, null) : Mono.just(over(row.outcome()));
    }

    private Mono<LinkAnswer> confirmed(LinkRow row) {
        return switch (row.outcome()) {
            case "confirmed" -> next(row);
            // A double click, or a form that was sent again.
            case "used" ->
                    row.sameBrowser() && isFresh(row)
                            ? next(row)
                            : Mono.just(new LinkAnswer.Over(Why.USED));
            case "digits" -> asking(row, null);
            case "wrong" -> asking(row, row.attemptsLeft());
            default -> Mono.just(over(row.outcome()));
        };
    }

    private Mono<LinkAnswer> asking(LinkRow row, @Nullable Integer attemptsLeft) {
        return served(row)
                .<LinkAnswer>map(widget -> new LinkAnswer.Waiting(view(row, widget), attemptsLeft))
                .defaultIfEmpty(UNKNOWN);
    }

    private Mono<LinkAnswer> next(LinkRow row) {
        return row.sameBrowser()
                ? served(row)
                        .<LinkAnswer>map(widget -> new LinkAnswer.Confirmed(redirect(row, widget)))
                        .defaultIfEmpty(new LinkAnswer.Confirmed(null))
                : Mono.just(new LinkAnswer.Confirmed(null));
    }

    private static LinkAnswer denied(String outcome) {
        return outcome.equals("denied") ? new LinkAnswer.Denied() : over(outcome);
    }

    private static LinkAnswer over(String outcome) {
        return new LinkAnswer.Over(
                switch (outcome) {
                    case "expired" -> Why.EXPIRED;
                    case "used" -> Why.USED;
                    case "voided" -> Why.VOIDED;
                    default -> Why.UNKNOWN;
                });
    }

    private static LinkView view(LinkRow row, Widget widget) {
        boolean server = Platform.SERVER.word().equals(row.platform());
        String redirect = widget.settings().redirectUrl();
        return new LinkView(
                widget.settings().name(),
                row.host(),
                requireNonNull(row.createdAt()),
                server || row.clientIp() == null ? null : shortened(row.clientIp()),
                server ? null : row.asker(),
                row.lang(),
                row.matches() && !row.sameBrowser(),
                row.sameBrowser() && redirect != null ? originOf(redirect) : null);
    }

    /** Enough to recognise one's own network by. */
    private static String shortened(String address) {
        if (address.indexOf(':') < 0) {
            return address.replaceFirst("\\.\\d+$", ".*");
        }
        String[] groups = address.split(":", 4);
        return groups.length < 4 ? address : groups[0] + ":" + groups[1] + ":" + groups[2] + ":*";
    }

    private static String originOf(String redirect) {
        var address = URI.create(redirect);
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }

    /** The token goes into the fragment, which browsers send to no server. */
    private @Nullable URI redirect(LinkRow row, Widget widget) {
        String address = widget.settings().redirectUrl();
        if (address == null) {
            return null;
        }
        String state = row.state() == null ? "" : "&state=" + encoded(row.state());
        return URI.create(address + "#otp-access-token=" + encoded(token(row)) + state);
    }

    private String token(LinkRow row) {
        return accessTokens.issue(
                new Claims(
                        requireNonNull(row.reqId()),
                        row.widget(),
                        requireNonNull(row.identifier()),
                        Channel.ofCode(requireNonNull(row.channel())).orElseThrow(),
                        requireNonNull(row.confirmedAt()),
                        false,
                        false));
    }

    private boolean isFresh(LinkRow row) {
        Instant confirmedAt = row.confirmedAt();
        return confirmedAt != null
                && confirmedAt.plus(tokenSettings.lifetime()).isAfter(clock.instant());
    }

    private static @Nullable InetAddress asker(LinkRow row) {
        return row.clientIp() == null || Platform.SERVER.word().equals(row.platform())
                ? null
                : Addresses.parse(row.clientIp()).orElse(null);
    }

    private Mono<Boolean> isServed(LinkRow row) {
        return row.widgetId() == null ? Mono.just(true) : served(row).hasElement();
    }

    /** The widget, unless its owner has switched it or its links off meanwhile. */
    private Mono<Widget> served(LinkRow row) {
        return widgets.find(row.widget())
                .filter(
                        widget ->
                                widget.settings().enabled()
                                        && widget.settings().verificationType()
                                                == VerificationType.MAGIC_LINK);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
