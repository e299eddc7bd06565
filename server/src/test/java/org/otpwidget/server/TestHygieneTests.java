package org.otpwidget.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.platform.commons.annotation.Testable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Rules for the tests themselves. */
@AnalyzeClasses(packages = "org.otpwidget.server", importOptions = OnlyIncludeTests.class)
class TestHygieneTests {

    @ArchTest
    static final ArchRule testClassesAreNamedTests =
            methods()
                    .that()
                    .areMetaAnnotatedWith(Testable.class)
                    .should()
                    .beDeclaredInClassesThat(areInFilesNamedTests())
                    .because("the build runs *Tests, and *IntegrationTests after them");

    @ArchTest
    static final ArchRule testsDoNotSleep =
            noClasses()
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", Duration.class)
                    .orShould()
                    .callMethod(TimeUnit.class, "sleep", long.class)
                    .because("time moves by an injected clock; events are waited for, not guessed");

    private static DescribedPredicate<JavaClass> areInFilesNamedTests() {
        var named = simpleNameEndingWith("Tests");
        return DescribedPredicate.describe(
                "are named *Tests, or are inside of such",
                type ->
                        named.test(type)
                                || type.getEnclosingClass()
                                        .map(outer -> areInFilesNamedTests().test(outer))
                                        .orElse(false));
    }
}
