package dev.reconnect.python.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapturingGroupsTest {
    @Test
    void tellsGroupsThatAreInEveryMatch() {
        check("", "");
        check("ab", "");
        check("(a)(b)+(c){2}", "+++");
        check("(a)?(b)*(c){0,2}(d){,3}(e)??", "-----");
        check("(a|b)", "+");
        check("(a)|(b)", "--");
        check("(a(b)|c)(d)", "+-+");
        check("(?:(a)|b)(c)", "-+");
        check("(?:(a)(b))?", "--");
        check("((a)?b)", "+-");
        check("(?=(a))(?!(b))(?<=(c))(?<!(d))", "+-+-");
    }

    @Test
    void passesOverWhatIsNoGroup() {
        check("\\((a)\\)", "+");
        check("[(](a)[)|]", "+");
        check("[]()](a)", "+");
        check("[^](](a)", "+");
        check("[\\](](a)", "+");
        check("(?i)(a)(?P=x)(?:b)(?i:c)", "+");
    }

    /** With the flag for verbose expressions, blanks do not count. */
    @Test
    void takesAQuantifierBehindBlanksForOne() {
        check("(a) ?(b)", "-+");
    }

    @Test
    void givesUpWhatItDoesNotUnderstand() {
        for (var expression :
                new String[] {"(a", "a)", "[a", "(a) # (b)", "(?#(a))", "(a)(?(1)b|c)", "(?x)(a)(?<n>b)"}) {
            assertThat(CapturingGroups.of(expression)).as(expression).isEmpty();
        }
    }

    @Test
    void knowsGroupsByName() {
        var groups = CapturingGroups.of("(a)?(?P<word>b)").orElseThrow();
        assertThat(groups.numberOf("word")).contains(2L);
        assertThat(groups.numberOf("a")).isEmpty();
        assertThat(groups.isCertain(0)).isTrue();
        assertThat(groups.has(3)).isFalse();
    }

    /** A plus for each group that is in every match, a minus for each that may not be. */
    private static void check(String expression, String expected) {
        var groups = CapturingGroups.of(expression).orElseThrow(() -> new AssertionError(expression));
        var signs = new StringBuilder();
        for (int number = 1; number <= groups.count(); number++) {
            signs.append(groups.isCertain(number) ? '+' : '-');
        }
        assertThat(signs).as(expression).hasToString(expected);
    }
}
