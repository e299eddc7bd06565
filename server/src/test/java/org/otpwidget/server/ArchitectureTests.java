package org.otpwidget.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import org.jspecify.annotations.NullMarked;

/** Rules of the house that the compiler does not know. */
@AnalyzeClasses(packages = "org.otpwidget.server", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String ROOT = "org.otpwidget.server";

    @ArchTest
    static final ArchRule nothingBlocksAnEventLoop =
            noClasses()
                    .should()
                    .accessTargetWhere(Accesses.ofBlocking())
                    .because("a blocked event loop stops every visitor that it serves");

    @ArchTest
    static final ArchRule timeComesFromTheClock =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT)
                    .should()
                    .accessTargetWhere(Accesses.ofSystemTime())
                    .because("tests move the injected Clock; the one bean is made in " + ROOT);

    @ArchTest
    static final ArchRule phoneNumberLibraryStaysInIdentifier =
            onlyIn("identifier", "com.google.i18n..");

    @ArchTest
    static final ArchRule tokenLibraryStaysInAccessToken = onlyIn("accesstoken", "com.nimbusds..");

    @ArchTest
    static final ArchRule cryptographyLibraryStaysInTwoRooms =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ROOT + ".accesstoken..", ROOT + ".secret..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.bouncycastle..")
                    .because("one signs with it, the other hashes passphrases");

    @ArchTest
    static final ArchRule mailStaysInDelivery =
            onlyIn("delivery", "jakarta.mail..", "org.springframework.mail..");

    @ArchTest static final ArchRule smppStaysInItsRoom = onlyIn("delivery.smpp", "org.jsmpp..");

    @ArchTest
    static final ArchRule vendorsLibrariesStayInDelivery =
            onlyIn("delivery", "software.amazon.awssdk..");

    @ArchTest static final ArchRule yamlStaysInWidget = onlyIn("widget", "org.yaml.snakeyaml..");

    @ArchTest
    static final ArchRule googlesClientStaysInCaptcha = onlyIn("captcha", "com.google.api..");

    @ArchTest
    static final ArchRule passkeyLibraryStaysInItsRoom = onlyIn("passkey", "com.webauthn4j..");

    @ArchTest
    static final ArchRule jdbcAndMigrationsStayInDatabase =
            onlyIn("database", "org.flywaydb..", "org.postgresql..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule httpStaysInItsRoom =
            classes()
                    .that()
                    .resideInAPackage(ROOT + ".*.web..")
                    .should(Rooms.haveDependentsInTheirOwnRoomOnly())
                    .allowEmptyShould(true)
                    .because("rooms talk through their doors, not through their HTTP");

    @ArchTest
    static final ArchRule directionsPointDown =
            classes()
                    .should(Rooms.useLowerRoomsOnly())
                    .because("a room can be read without the ones that use it");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked =
            classes()
                    .should(Rooms.resideInPackagesMarkedWith(NullMarked.class))
                    .because("null is checked only where package-info says so");

    @ArchTest
    static final ArchRule noCatchAllPackages =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..common..",
                            "..core..",
                            "..util..",
                            "..utils..",
                            "..dto..",
                            "..service..",
                            "..impl..");

    @ArchTest
    static final ArchRule noCatchAllNames =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?");

    @ArchTest static final ArchRule oneLogger = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest static final ArchRule noPrinting = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest static final ArchRule noHiddenNeeds = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    private static ArchRule onlyIn(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .because("a library is visible in one room, where it can be replaced");
    }
}
