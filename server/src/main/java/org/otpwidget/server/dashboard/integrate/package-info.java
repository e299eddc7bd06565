/**
 * The page that hands out code to paste, with the account's own ids in it.
 *
 * <p>Each snippet is a file of its own under {@code dashboard/snippets}.
 */
@NullMarked
package org.otpwidget.server.dashboard.integrate;

import org.jspecify.annotations.NullMarked;
