package org.otpwidget.server.report;

import org.otpwidget.server.form.Page;
import org.otpwidget.server.form.PageQuery;
import org.otpwidget.server.widget.Channel;
import org.otpwidget.server.widget.Widget;
import org.otpwidget.server.widget.Widgets;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;

/** The widgets that answer calls, and over what they send. */
@Component
class UsedWidgets {

    private static final int PAGE = 100;

    private final Widgets widgets;

    UsedWidgets(Widgets widgets) {
        this.widgets = widgets;
    }

    /**
     * An account's enabled widgets.
     *
     * @param hundreds of widgets that are looked at, the oldest first
     */
    Mono<List<Widget>> of(long accountId, int hundreds) {
        return page(accountId, new PageQuery(PAGE, null))
                .expand(
                        page ->
                                page.next() == null
                                        ? Mono.empty()
                                        : page(accountId, new PageQuery(PAGE, page.next())))
                .take(hundreds)
                .flatMapIterable(Page::items)
                .filter(widget -> widget.settings().enabled())
                .collectList();
    }

    /** The channels that a widget sends over to somebody. */
    static List<Channel> channels(Widget widget) {
        return widget.settings().channels().stream()
                .filter(channel -> widget.settings().contactPoint().fits(channel))
                .toList();
    }

    private Mono<Page<Widget>> page(long accountId, PageQuery query) {
        return widgets.list(accountId, query);
    }
}
