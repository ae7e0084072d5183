package dev.reconnect.engine.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.engine.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceTextTest {
    @Test
    void keepsEveryByte() throws Exception {
        checkRoundTrip("x = 'é'\r\ny = 1\rz = 2\n\f\n".getBytes(UTF_8), "UTF-8");
        checkRoundTrip("\uFEFFx = 'é'\n".getBytes(UTF_8), "UTF-8");
        checkRoundTrip("x = '\uFFFD'\n".getBytes(UTF_8), "UTF-8");
        checkRoundTrip("# -*- coding: latin-1 -*-\nx = 'é'\n".getBytes(ISO_8859_1), "ISO-8859-1");
        checkRoundTrip(
                "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '€'\n".getBytes("cp1252"), "windows-1252");
        checkRoundTrip("# coding: euc-jp\nx = '日本'\n".getBytes(Charset.forName("EUC-JP")), "EUC-JP");
        checkRoundTrip(new byte[0], "UTF-8");
    }

    @Test
    void saysWhyNot() {
        checkProblem(new byte[] {'x', 0, 'y'}, Problem.Kind.BINARY, "binary");
        checkProblem(new byte[] {(byte) 0x80, (byte) 0x81, 0}, Problem.Kind.BINARY, "binary");
        checkProblem(
                new byte[] {'x', '=', (byte) 0xE9}, Problem.Kind.ENCODING, "is not valid UTF-8; name its encoding");
        checkProblem(new byte[] {(byte) 0xFF, (byte) 0xFE, 'x', 0}, Problem.Kind.ENCODING, "UTF-16");
        checkProblem("# coding: klingon\n".getBytes(UTF_8), Problem.Kind.ENCODING, "klingon");
        checkProblem("# coding: cp1252\nx = '\u0081'".getBytes(ISO_8859_1), Problem.Kind.ENCODING, "");
    }

    @Test
    void onlyTheFirstTwoLinesNameAnEncoding() throws Exception {
        assertThat(SourceText.decode("\n\n# coding: latin-1\n".getBytes(UTF_8)).charset())
                .isEqualTo(UTF_8);
        assertThat(SourceText.decode("x = 1\n# coding: latin-1\n".getBytes(UTF_8))
                        .charset())
                .isEqualTo(UTF_8);
        assertThat(SourceText.decode("'coding: latin-1'\n".getBytes(UTF_8)).charset())
                .isEqualTo(UTF_8);
    }

    @Test
    void isPlainWhereDecodingGivesTheSameBytes() throws Exception {
        var random = new Random(7);
        int plain = 0;
        for (int i = 0; i < 200_000; i++) {
            var bytes = someBytes(random);
            if (SourceText.isPlain(bytes)) {
                var source = SourceText.decode(bytes);
                assertThat(source.text().getBytes(UTF_8)).isEqualTo(bytes);
                assertThat(source.charset()).isEqualTo(UTF_8);
                plain++;
            } else {
                assertThat(isUtf8WithoutZeroes(bytes))
                        .as(Arrays.toString(bytes))
                        .isFalse();
            }
        }
        assertThat(plain).isBetween(20_000, 180_000);
    }

    @Test
    void isNotPlainWithAMarkOrAnotherEncoding() {
        assertThat(SourceText.isPlain("# coding: utf_8\nx = 'é'\n".getBytes(UTF_8)))
                .isTrue();
        assertThat(SourceText.isPlain("\uFEFFx = 1\n".getBytes(UTF_8))).isFalse();
        assertThat(SourceText.isPlain("# coding: latin-1\nx = 1\n".getBytes(UTF_8)))
                .isFalse();
        assertThat(SourceText.isPlain("# coding: klingon\nx = 1\n".getBytes(UTF_8)))
                .isFalse();
        assertThat(SourceText.isPlain("x = 1234567\0".getBytes(UTF_8))).isFalse();
    }

    /** Characters around the limits of each length, of which now and then a byte is lost or another. */
    private static byte[] someBytes(Random random) {
        int[] letters = {'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF};
        var text = new StringBuilder("x".repeat(random.nextInt(10)));
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        var bytes = text.toString().getBytes(UTF_8);
        if (random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, bytes.length - 1);
    }

    private static boolean isUtf8WithoutZeroes(byte[] bytes) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.chars().noneMatch(letter -> letter == 0)
                    && !text.toString().startsWith("\uFEFF");
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void checkRoundTrip(byte[] bytes, String charset) throws Exception {
        var source = SourceText.decode(bytes);
        assertThat(source.charset().name()).isEqualTo(charset);
        assertThat(source.text()).doesNotStartWith("\uFEFF");
        assertThat(encode(source)).isEqualTo(bytes);
    }

    private static byte[] encode(SourceText source) throws CharacterCodingException {
        return source.encode(source.text());
    }

    private static void checkProblem(byte[] bytes, Problem.Kind kind, String message) {
        var reading = SourceFile.ofBytes("a.py", bytes);
        assertThat(reading.file()).isEmpty();
        var problem = reading.problem().orElseThrow();
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.message()).contains(message);
    }
}
