/** What holds for every answer of the site: who may send it forms, and what its pages may load. */
@NullMarked
package org.otpwidget.samplesite.web;

import org.jspecify.annotations.NullMarked;
