package org.otpwidget.server;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.BiConsumer;

/** The floor plan: a room is a package below {@code org.otpwidget.server}. */
final class Rooms {

    /** The simpler room first; each may use those before it. A new room finds its place here. */
    private static final List<String> ORDER =
            List.of(
                    "problem",
                    "identifier",
                    "form",
                    "client",
                    "body",
                    "database",
                    "secret",
                    "cache",
                    "audit",
                    "account",
                    "credential",
                    "operator",
                    "erasure",
                    "passkey",
                    "widget",
                    "template",
                    "captcha",
                    "delivery",
                    "webhook",
                    "invisible",
                    "accesstoken",
                    "verification",
                    "signincode",
                    "openapi",
                    "embed",
                    "report",
                    "dashboard",
                    "demo");

    private static final String ROOT = OtpWidgetServer.class.getPackageName();

    private Rooms() {}

    static ArchCondition<JavaClass> useLowerRoomsOnly() {
        return condition(
                "use only rooms that stand before theirs in " + ORDER,
                (type, events) -> {
                    String room = roomOf(type);
                    if (!room.isEmpty() && !ORDER.contains(room)) {
                        violation(events, type, room + " has no place in Rooms.ORDER");
                    }
                    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                        String used = roomOf(dependency.getTargetClass());
                        boolean leaves = !room.isEmpty() && !used.equals(room);
                        if (leaves && ORDER.indexOf(used) > ORDER.indexOf(room)) {
                            violation(events, type, dependency.getDescription());
                        }
                    }
                });
    }

    static ArchCondition<JavaClass> haveDependentsInTheirOwnRoomOnly() {
        return condition(
                "be used in their own room only",
                (type, events) -> {
                    for (Dependency dependency : type.getDirectDependenciesToSelf()) {
                        if (!roomOf(dependency.getOriginClass()).equals(roomOf(type))) {
                            violation(events, type, dependency.getDescription());
                        }
                    }
                });
    }

    static ArchCondition<JavaClass> resideInPackagesMarkedWith(Class<? extends Annotation> mark) {
        return condition(
                "reside in packages marked with @" + mark.getSimpleName(),
                (type, events) -> {
                    if (!type.getPackage().isAnnotatedWith(mark)) {
                        violation(events, type, type.getPackageName() + " is not marked");
                    }
                });
    }

    /** The class's room; empty in the root package and outside of it. */
    private static String roomOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT + ".")
                ? name.substring(ROOT.length() + 1).split("\\.", 2)[0]
                : "";
    }

    private static ArchCondition<JavaClass> condition(
            String description, BiConsumer<JavaClass, ConditionEvents> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, events);
            }
        };
    }

    private static void violation(ConditionEvents events, JavaClass type, String message) {
        events.add(SimpleConditionEvent.violated(type, message));
    }
}
