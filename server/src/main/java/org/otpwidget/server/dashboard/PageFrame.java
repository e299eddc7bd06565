package org.otpwidget.server.dashboard;

import org.otpwidget.server.delivery.inbox.InboxDoor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the frame around every page needs, so that no page has to think of it. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {

    private static final Pattern WORD = Pattern.compile("[a-zA-Z.]{1,40}");

    private final Assets assets;
    private final RoomTexts rooms;
    private final ObjectProvider<InboxDoor> inbox;

    PageFrame(Assets assets, RoomTexts rooms, ObjectProvider<InboxDoor> inbox) {
        this.assets = assets;
        this.rooms = rooms;
        this.inbox = inbox;
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

    /** A page that answers a form tells its own, when that of the form is no page. */
    @ModelAttribute("path")
    String path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value();
    }

    /** The languages that the pages can be shown in. */
    @ModelAttribute("spoken")
    List<Locale> spoken() {
        return ChosenLanguage.LANGUAGES;
    }

    /** The page's path, and this after {@code ?lang=…}, is the page in another language. */
    @ModelAttribute("rest")
    String rest(ServerWebExchange exchange) {
        return LanguageChoice.rest(exchange.getRequest());
    }

    /** Where there is an inbox that this browser may open, it stands at the end. */
    @ModelAttribute("sections")
    List<Section> sections(ServerWebExchange exchange) {
        return inbox.stream().anyMatch(door -> door.isOpenTo(exchange.getRequest()))
                ? Stream.concat(Section.ALL.stream(), Stream.of(Section.INBOX)).toList()
                : Section.ALL;
    }

    /**
     * What the last form did: a word whose text begins with {@code done.}; empty for nothing. Null
     * from a method that has the exchange would count as an answer, and drop all attributes.
     */
    @ModelAttribute("done")
    String done(ServerWebExchange exchange) {
        return doneBefore(exchange);
    }

    static String doneBefore(ServerWebExchange exchange) {
        String done = exchange.getRequest().getQueryParams().getFirst("done");
        return done != null && WORD.matcher(done).matches() ? done : "";
    }
}
