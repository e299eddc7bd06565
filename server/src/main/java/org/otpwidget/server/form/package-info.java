/**
 * Reads what administrators send: JSON objects field by field, merge patches and pages of lists;
 * and answers with a page, or with what was made.
 *
 * <p>Every mistake is collected with a sentence that says what to do, so that one answer tells all.
 */
@NullMarked
package org.otpwidget.server.form;

import org.jspecify.annotations.NullMarked;
