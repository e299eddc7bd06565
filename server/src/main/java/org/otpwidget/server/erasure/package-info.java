/**
 * Erases a person, by the number or address that they were verified by, from all that an account
 * has.
 *
 * <p>Each room says itself where it holds people's data ({@link
 * org.otpwidget.server.erasure.PersonalData}); a test finds a column that nobody spoke for.
 */
@NullMarked
package org.otpwidget.server.erasure;

import org.jspecify.annotations.NullMarked;
