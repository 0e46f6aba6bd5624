"""How the encoder's weights are made; needs the extra `train`, and nothing else imports it."""
