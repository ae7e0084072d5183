package dev.reconnect.python.types;

import dev.reconnect.core.Confidence;

/**
 * What {@code receiver.name} refers to.
 *
 * @param owner the receiver's class, or the module, by its canonical name: {@code pyspark.sql.DataFrame} for {@code df.rdd}
 * @param definedBy the class among the owner and its bases that declares the member; the owner where that is not known
 * @param name the member
 * @param confidence certain where the receiver's type is known, possible where only the spelling speaks for it
 */
public record MemberReference(String owner, String definedBy, String name, Confidence confidence) {
    /** The member's qualified name, such as {@code pyspark.sql.DataFrame.rdd}. */
    public String qualifiedName() {
        return owner + "." + name;
    }

    /** Whether it is that member of that class, be it the receiver's own class or the one that declares it. */
    public boolean is(String type, String member) {
        return name.equals(member) && isOf(type);
    }

    /** Whether it is a member of that class, be it the receiver's own class or the one that declares it. */
    public boolean isOf(String type) {
        return owner.equals(type) || definedBy.equals(type);
    }
}
