package org.otpwidget.server.dashboard;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the frame around every page needs, so that no page has to think of it. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {

    private static final Pattern WORD = Pattern.compile("[a-zA-Z.]{1,40}");

    private final Assets assets;
    private final Clock clock;
    private final RoomTexts rooms;

    PageFrame(Assets assets, Clock clock, RoomTexts rooms) {
        this.assets = assets;
        this.clock = clock;
        this.rooms = rooms;
    }

    /** What rooms say in English, as the page says it: {@code rooms.of(error.message)}. */
    @ModelAttribute("rooms")
    RoomTexts.InLanguage rooms(Locale language) {
        return rooms.in(language);
    }

    @ModelAttribute("assets")
    Assets assets() {
        return assets;
    }

    @ModelAttribute("times")
    Times times() {
        return new Times(clock.instant());
    }

    @ModelAttribute("path")
    String path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value();
    }

    @ModelAttribute("sections")
    List<Section> sections() {
        return Section.ALL;
    }

    /**
     * What the last form did: a word whose text begins with {@code done.}; empty for nothing. Null
     * from a method that has the exchange would count as an answer, and drop all attributes.
     */
    @ModelAttribute("done")
    String done(ServerWebExchange exchange) {
        String done = exchange.getRequest().getQueryParams().getFirst("done");
        return done != null && WORD.matcher(done).matches() ? done : "";
    }
}
