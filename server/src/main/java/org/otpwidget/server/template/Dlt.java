package org.otpwidget.server.template;

import org.jspecify.annotations.Nullable;

/**
 * Under which numbers a text is registered with the Indian operators (distributed ledger), without
 * which they drop it.
 *
 * @param entityId the sending company, or null when the provider knows it
 * @param templateId the text
 */
public record Dlt(@Nullable String entityId, String templateId) {}
