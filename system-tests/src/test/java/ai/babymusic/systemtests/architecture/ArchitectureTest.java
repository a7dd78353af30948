package ai.babymusic.systemtests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A package is a feature, a service knows no other service. */
@ParameterizedClass
@EnumSource
class ArchitectureTest {

  private static final Set<String> LAYERS =
      Set.of(
          "common",
          "controller",
          "controllers",
          "dto",
          "helper",
          "helpers",
          "impl",
          "manager",
          "managers",
          "service",
          "services",
          "util",
          "utils");

  private final Module module;
  private final JavaClasses classes;

  ArchitectureTest(Module module) {
    // Together with all modules it always is; alone (-pl system-tests -am) not all are built.
    assumeTrue(module.isCompiled(), () -> module.classFolder() + " is not compiled");
    this.module = module;
    this.classes = module.classes();
  }

  @Test
  void aPackageIsNamedAfterAFeature() {
    assertThat(packages())
        .allSatisfy(name -> assertThat(name.split("\\.", -1)).doesNotContainAnyElementsOf(LAYERS));
  }

  @Test
  void aTypeIsNamedAfterWhatItIs() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*[.$](Abstract[A-Z][^.$]*|[^.$]+(Manager|Helper|Impl|Service))"));
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() {
    assertThat(packages())
        .allSatisfy(name -> {
          var info = classes.getPackage(name).tryGetPackageInfo();
          assertThat(info).as("package-info of " + name).isPresent();
          assertThat(info.orElseThrow().isAnnotatedWith(NullMarked.class)).as(name).isTrue();
        });
  }

  @Test
  void packagesAreFreeOfCycles() {
    check(slices().matching("ai.babymusic.(**)").should().beFreeOfCycles());
  }

  @Test
  void itsTypesLieInItsOwnPackage() {
    assertThat(packages()).isNotEmpty();
    check(classes().should().resideInAPackage(module.packages()));
  }

  @Test
  void itSeesOnlyItselfAndTheContracts() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAPackage("ai.babymusic..")
                    .and(resideOutsideOfPackages(module.packages(), Module.SCHEMAS.packages()))));
  }

  private void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(classes);
  }

  private Set<String> packages() {
    Set<String> names = new TreeSet<>();
    classes.forEach(type -> names.add(type.getPackageName()));
    return names;
  }
}
