package org.otpwidget.server.dashboard;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.result.view.RequestDataValueProcessor;
import org.springframework.web.server.ServerWebExchange;

import java.util.Map;

/**
 * Puts the token of the session into every form that a template writes with {@code th:action} and
 * method POST, so that no page can forget it.
 */
final class CsrfFields implements RequestDataValueProcessor {

    /** Name of the hidden field. */
    static final String FIELD = "csrf";

    /** Attribute of the exchange that holds the token of the session. */
    static final String TOKEN = CsrfFields.class.getName() + ".token";

    private static final String SAFE = CsrfFields.class.getName() + ".safe";

    @Override
    public String processAction(ServerWebExchange exchange, String action, String method) {
        exchange.getAttributes().put(SAFE, !"post".equalsIgnoreCase(method));
        return action;
    }

    @Override
    public String processFormFieldValue(
            ServerWebExchange exchange, @Nullable String name, String value, String type) {
        return value;
    }

    @Override
    public @Nullable Map<String, String> getExtraHiddenFields(ServerWebExchange exchange) {
        boolean safe = Boolean.TRUE.equals(exchange.getAttributes().remove(SAFE));
        String token = exchange.getAttribute(TOKEN);
        return safe || token == null ? null : Map.of(FIELD, token);
    }

    @Override
    public String processUrl(ServerWebExchange exchange, String url) {
        return url;
    }
}
