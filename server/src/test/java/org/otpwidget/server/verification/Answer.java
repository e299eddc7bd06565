package org.otpwidget.server.verification;

import tools.jackson.databind.JsonNode;

/** What the server answered; its body was JSON. */
public record Answer(int status, JsonNode body) {

    /** A field of the body as a text; empty when it is not there. */
    public String text(String field) {
        return body.path(field).asString("");
    }

    /** The payload: reqId, access token or identifier; or what an error says. */
    public String message() {
        return text("message");
    }

    /** The code of an error; 0 for none. */
    public int code() {
        return body.path("code").asInt(0);
    }

    /** Whether the call did what was asked. */
    public boolean succeeded() {
        return text("type").equals("success");
    }
}
