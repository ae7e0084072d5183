/** Notebooks as Python text: `.ipynb` files and the cells of Databricks `.py` files. */
@NullMarked
package dev.reconnect.python.notebook;

import org.jspecify.annotations.NullMarked;
