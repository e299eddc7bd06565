/**
 * The script's addresses and the headers that browsers go by.
 *
 * <p>Headers are decided in this one place, so that no page or call is forgotten.
 */
@NullMarked
package org.otpwidget.server.embed.web;

import org.jspecify.annotations.NullMarked;
