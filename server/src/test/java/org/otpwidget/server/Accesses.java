package org.otpwidget.server;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;

import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;

/** Calls (and method references) that {@link ArchitectureTests} forbids. */
final class Accesses {

    private static final Set<String> BLOCKING =
            Set.of("block", "blockFirst", "blockLast", "blockOptional", "toIterable", "toStream");

    private Accesses() {}

    static DescribedPredicate<JavaAccess<?>> ofBlocking() {
        return DescribedPredicate.describe(
                "blocks",
                access ->
                        access.getTargetOwner()
                                        .getPackageName()
                                        .startsWith("reactor.core.publisher")
                                && BLOCKING.contains(access.getName()));
    }

    static DescribedPredicate<JavaAccess<?>> ofSystemTime() {
        return DescribedPredicate.describe("asks the system's clock", Accesses::isSystemTime);
    }

    private static boolean isSystemTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        if (owner.equals(System.class.getName())) {
            return name.equals("currentTimeMillis");
        }
        if (owner.equals(Clock.class.getName())) {
            return name.startsWith("system") || name.startsWith("tick");
        }
        if (owner.equals(Calendar.class.getName())) {
            return name.equals("getInstance");
        }
        if (owner.equals(Date.class.getName())) {
            return name.equals("<init>") && !takesAny(access);
        }
        return owner.startsWith("java.time.") && name.equals("now") && !takesClock(access);
    }

    private static boolean takesAny(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitCallTarget target
                && !target.getRawParameterTypes().isEmpty();
    }

    private static boolean takesClock(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitCallTarget target
                && target.getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(Clock.class));
    }
}
