package org.otpwidget.server.dashboard;

import org.otpwidget.server.operator.Permission;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the operator of a {@link Visit} must be allowed to do; stands at that parameter of every
 * page's method. Others get the page that says so.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface May {

    /** What is asked of the operator's role. */
    Permission value();

    /**
     * Whether the passphrase must have been given within the last ten minutes; the operator is
     * asked for it, and then comes back to the same address by GET.
     */
    boolean proved() default false;
}
