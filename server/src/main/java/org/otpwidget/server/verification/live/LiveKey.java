package org.otpwidget.server.verification.live;

/**
 * What a request is found by.
 *
 * @param id the reqId
 * @param widget id of the widget that it has to be of
 */
record LiveKey(String id, String widget) {}
