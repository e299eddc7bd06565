package org.otpwidget.server.erasure;

import java.time.Instant;
import java.util.Map;

/**
 * What was erased of a person, who must not be named here.
 *
 * @param id names it in the audit trail
 * @param erasedBy name of the operator or authkey
 * @param erased rows by kind
 * @param left rows that a search found afterwards, in the same transaction; always 0
 */
public record Erasure(
        String id, Instant erasedAt, String erasedBy, Map<String, Long> erased, long left) {}
