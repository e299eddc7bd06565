package org.otpwidget.server.dashboard;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;

import java.util.List;
import java.util.regex.Pattern;

/** What the frame around every page needs, so that no page has to think of it. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {

    private static final Pattern WORD = Pattern.compile("[a-zA-Z.]{1,40}");

    private final Assets assets;

    PageFrame(Assets assets) {
        this.assets = assets;
    }

    @ModelAttribute("assets")
    Assets assets() {
        return assets;
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
