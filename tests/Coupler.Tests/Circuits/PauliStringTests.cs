using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Tests.Circuits;

public class PauliStringTests
{
    [Fact]
    public void Qubit_0_is_the_rightmost_letter()
    {
        var pauli = PauliString.Parse("-XYIZ");
        Assert.Equal(new PauliString(4, 0b1100, 0b0101, IsNegative: true), pauli);
        Assert.Equal("-XYIZ", pauli.ToString());
        Assert.Equal("+ZZ", PauliString.Parse("ZZ").ToString());
        Assert.Equal(PauliString.Parse(new string('Y', 64)), PauliString.Parse("+" + new string('Y', 64)));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("X-Y")]
    [InlineData("A")]
    public void Other_letters_are_refused(string text) => Assert.Throws<FormatException>(() => PauliString.Parse(text));

    [Fact]
    public void The_element_of_a_column_is_that_of_the_matrix()
    {
        // Y on qubit 1, Z on qubit 0: columns 00, 01, 10, 11 of Y ⊗ Z.
        var pauli = PauliString.Parse("YZ");
        var i = Complex.ImaginaryOne;
        Assert.Equal([i, -i, -i, i], Enumerable.Range(0, 4).Select(pauli.ElementInColumn));
    }

    [Theory]
    [InlineData("X")]
    [InlineData("XX ZZ")]
    [InlineData("XX XI IZ Q")]
    public void A_tableau_has_two_images_for_each_qubit(string text) =>
        Assert.Throws<FormatException>(() => CliffordTableau.Parse(text));

    [Fact]
    public void A_tableau_is_written_as_it_is_read() =>
        Assert.Equal("-XY +XI -IZ +YZ", CliffordTableau.Parse("-XY XI -IZ +YZ").ToString());
}
