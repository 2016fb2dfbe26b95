/** How files are written so that no reader, and no power cut, ever finds half of one; and where native libraries are unpacked. */
package lab.obscura.engine.files;
