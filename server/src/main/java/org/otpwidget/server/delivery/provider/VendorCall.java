package org.otpwidget.server.delivery.provider;

import org.otpwidget.server.secret.SecretText;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A call of a vendor's HTTP API. It holds credentials and a code, so {@link #toString()} shows
 * neither headers nor body nor query.
 *
 * @param headers by name
 * @param body sent in UTF-8; empty: none
 */
public record VendorCall(String method, URI uri, Map<String, String> headers, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A call without a body. */
    public static VendorCall get(String uri) {
        return new VendorCall("GET", URI.create(uri), Map.of(), "");
    }

    /** A call with a body of any type. */
    public static VendorCall of(String method, String uri, String contentType, String body) {
        return new VendorCall(method, URI.create(uri), Map.of("Content-Type", contentType), body);
    }

    /**
     * Posts JSON.
     *
     * @param value anything that Jackson writes, such as a map
     */
    public static VendorCall json(String uri, Object value) {
        return of("POST", uri, "application/json", JSON.writeValueAsString(value));
    }

    /** Posts a form, in the order of the map. */
    public static VendorCall form(String uri, Map<String, String> fields) {
        return of("POST", uri, "application/x-www-form-urlencoded", form(fields));
    }

    /** A form or a query, encoded. */
    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The same call with one more header, which replaces one of the same name. */
    public VendorCall with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new VendorCall(method, uri, more, body);
    }

    /** The same call, signed in by HTTP Basic. */
    public VendorCall withBasic(String user, SecretText password) {
        byte[] login = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }

    /** The same call, signed in by a bearer token. */
    public VendorCall withBearer(SecretText token) {
        return with("Authorization", "Bearer " + token.reveal());
    }

    @Override
    public String toString() {
        return "VendorCall[" + method + " " + uri.getHost() + "]";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
