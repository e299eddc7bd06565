/**
 * The pages. What a page runs and what it shows as its source is one text, a snippet, so that the
 * documentation cannot differ from what works.
 */
@NullMarked
package org.otpwidget.samplesite.page;

import org.jspecify.annotations.NullMarked;
